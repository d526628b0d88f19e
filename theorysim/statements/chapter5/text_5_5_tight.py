"""The dependence 1/delta is said to be tight where the oracle shows generalized gradients alone.

For algorithms that draw it is not, in one dimension: see theorem-5.5.2. For deterministic ones it is: Delta/(8 delta) there, and here a
grid that goes from x_0 in steps of 2 delta, to the left where the gradient at x_0 is above epsilon, to the right where it is below
-epsilon. While all generalized gradients within delta of n points are above epsilon, from x_0 on f falls by (2 n - 1) delta epsilon,
and Delta is the most. The next ball shares an end with the last of these: it has gradients above epsilon and one that is not, so that
epsilon is a convex combination of them, and its centre a success.
"""

from theorysim.domains import Count
from theorysim.letters import letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import Delta, K, T, delta, epsilon
from theorysim.statements.chapter5.parts.query_points import DRAWN
from theorysim.statements.chapter5.theorem_5_5_2 import PLAYED, REPAIRED, SEARCH, bound, ceiling, theorem

n = letter("n", Count)
few_points = n <= Delta / (2 * epsilon * delta) + 1 / 2
OF_GRID = DRAWN | {"n": (0, 10**6)}

statement = Statement(
    "text-5.5-tight",
    Claim(
        Relation((ceiling,), (8 * Delta <= 2**20 * delta,), SEARCH),
        part="from below",
        cause="hypothesis",
        why="An echo of theorem-5.5.2: in one dimension an algorithm that draws needs 41 points, for epsilon = 1/2.",
        at=((bound, {"Delta": 16, "delta": 1}, 2),),
    ),
    Claim(Relation((theorem,), (Delta <= 8 * delta * (K + 1), K + 1 <= T), SEARCH), REPAIRED, "from below", second=PLAYED),
    Claim(
        Relation((few_points,), (epsilon * delta * (2 * n - 1) <= Delta,), OF_GRID),
        REPAIRED,
        "from above, in one dimension",
        why="From below Delta/(8 delta) by theorem-5.5.2, from above Delta/(2 epsilon delta) + 3/2, by a grid: both are 1/delta.",
    ),
    echo="theorem-5.5.2",
)
