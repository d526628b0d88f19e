"""GClip on strongly convex functions, alpha in (1, 2): f(x) - f* is O(k^(-(alpha - 1)/alpha)) after k steps, as the table has it.

It is, and O(k^(-2 (alpha - 1)/alpha)) as well, with the thresholds of the proof of Theorem 4.4.2: with u = k^((alpha - 1)/alpha) at most
6/u^2 is left of it, of problems with mu = G = 1. The exponent of the table is half of that which the theorem has.
"""

from theorysim.model import Claim, Known, Order, Statement
from theorysim.statements.chapter4.parts.clipped_average import LINES, u

CEILING = Known(6 / u**2, LINES)

statement = Statement(
    "table-4.1-gclip-strongly-heavy",
    Claim(
        Order(1 / u, "O", ceiling=CEILING, search={"u": (1, 1e5)}),
        second=(Order(1 / u**2, "O", ceiling=CEILING, search={"u": (1, 1e5)}),),
        at=((6 / u**2, {"u": 2}, 3 / 2),),
    ),
)
