"""The table has no rate for SGD on strongly convex functions under heavy-tailed noise; in its metric there is one, O(k^(-(alpha - 1))).

The metric is f(x) - f*, the noise has E|g|^alpha <= G^alpha, which a bounded domain alone allows (text-4.4.1-consequences): so SGD is
projected, as GClip is. "N/A" is read as "no step size makes its error go to 0": T, what SGD with steps 2/(k + 1) leaves of it in the
worst case over problems with mu = G = 1, is then Omega(1). But it leaves at most 4/v, v = k^(alpha - 1), (`projected_sgd`). That is less
than the table's cell for GClip, k^(-(alpha - 1)/alpha), and more than the lower bound of theorem-4.4.3 where alpha < 2.
"""

from theorysim.letters import number
from theorysim.model import Claim, Known, Order, Statement
from theorysim.statements.chapter4.parts.projected_sgd import STEP, SUM, v

CEILING = Known(4 / v, SUM)
DRAWN = {"v": (1, 1e9)}

statement = Statement(
    "table-4.1-sgd-strongly-heavy",
    Claim(
        Order(number(1), "Omega", ceiling=CEILING, search=DRAWN),
        cause="instance",
        why="Remark 4.4.1 is about a mean square on an unbounded domain; on the bounded one of Assumption 4.4.3 SGD converges.",
        at=((4 / v, {"v": 8}, 1 / 2),),
    ),
    Claim(STEP, "repaired: O(k^(-(alpha - 1)))", "a step, for every noise"),
    Claim(Order(1 / v, "O", ceiling=CEILING, search=DRAWN), "repaired: O(k^(-(alpha - 1)))", "the average of k points", second=SUM),
)
