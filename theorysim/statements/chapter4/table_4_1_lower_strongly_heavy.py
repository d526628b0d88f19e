"""The table's lower bound for strongly convex functions is Omega(k^(-(alpha - 1)/alpha)); Theorem 4.4.3 has twice that exponent.

The table's metric is f(x) - f*. Read over problems with mu = G = 1, T is what an algorithm leaves of it in the worst case, u is
k^((alpha - 1)/alpha): GClip leaves at most 6/u^2 (`clipped_average`), so T is not Omega(1/u). The lower bound with 1/u^2 is theorem-4.4.3.
"""

from theorysim.model import Claim, Known, Order, Relation, Statement
from theorysim.statements.chapter4.eq_4_5 import MEAN, MOMENT
from theorysim.statements.chapter4.parts.clipped_average import LINES, u
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, rate
from theorysim.statements.chapter4.text_4_7_6_constant import written
from theorysim.statements.chapter4.theorem_4_7_6 import ALGORITHMS, FOR_K

REPAIRED = "repaired: Omega(k^(-2 (alpha - 1)/alpha))"

statement = Statement(
    "table-4.1-lower-strongly-heavy",
    Claim(
        Order(1 / u, "Omega", ceiling=Known(6 / u**2, LINES), search={"u": (1, 1e5)}),
        cause="exponent",
        why="The exponent is that of |x - x*|, not of f(x) - f*: a factor 2 is lost.",
        at=((6 / u**2, {"u": 2}, 3 / 2),),
    ),
    Claim(
        FOR_K,
        REPAIRED,
        "the bound",
        second=(ALGORITHMS,),
        why="On two problems, at every k, with the constant 2^-14.",
        at=((rate / 2**14, {"alpha": 2, "k": 4}, 2**-16),),
    ),
    Claim(
        Relation((written,), search=RANGES),
        REPAIRED,
        "its exponent",
        why="epsilon^2/64 is 2^-14 k^(-2 (alpha - 1)/alpha).",
    ),
    Claim(MEAN, REPAIRED, "(4.3), the mean"),
    Claim(MOMENT, REPAIRED, "(4.3), the moment"),
)
