"""The sets of generalized gradients within delta of x go to the generalized gradient at x, as delta goes to 0.

They shrink with delta, and each holds the one at x. Let S(r) be the largest quotient (f(z + tu) - f(z))/t along a unit vector u with z
within r of x and t <= r: it goes to f°(x; u). For every y within delta f°(y; u) is a limit of quotients with z within 2 delta, so at most
S(2 delta), and so is every <g, u> of the convex hull: the sets end within any e of the limit. Shown on a kink of any slopes, around any
x: the interval is the slope where delta < |x|, and [min, max] at 0 and wherever the ball reaches 0; on x^2, whose interval ends within 2
delta of 2 x; and on the shipped zigzag. (The proof of the page argues with upper semicontinuity, which is the same.)
"""

from theorysim.domains import Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.objectives.zigzag import zigzag_through
from theorysim.statements.chapter5.notation import delta, x
from theorysim.statements.chapter5.parts.kink import SEARCH, directional, high, low, within, y

q, p, S = letters("q p S", Real)
share = letter("share", Unit)

of_a_mean = share * p + (1 - share) * q <= S
reached = (equals(within(x, delta)[0], low), equals(within(x, delta)[1], high))
apart = (equals(within(x, delta)[0], directional(x, 1)), equals(within(x, delta)[1], directional(x, 1)))
shrinks = absolute(2 * y - 2 * x) <= 2 * delta
DRAWN = SEARCH | {"x": (-100, 100), "delta": (1e-6, 100), "p": (-100, 100), "q": (-100, 100), "S": (-100, 100)}
APART = Relation(apart, (delta < absolute(x),), DRAWN)

zigzag = zigzag_through((0.0, 1.0, 3.0, 3.5))
OWN = (0.25, 2.0, 4.0)  # theta, L, Delta: the kinks are multiples of 1/8


def limits():
    """On the zigzag the interval within 2^-10 is that within 2^-20 and within 0, and lies in that within 1, at each point of a grid."""
    grid = [k / 16 for k in range(-16, 73)]
    held = 0
    for at in grid:
        inner, small, smaller, wide = (zigzag.clarke(at, r, *OWN) for r in (0.0, 2.0**-20, 2.0**-10, 1.0))
        held += inner == small and small == smaller and wide[0] <= inner[0] and inner[1] <= wide[1]
    return float(held), float(len(grid))


statement = Statement(
    "lemma-5.3.2",
    Claim(Relation((of_a_mean,), (p <= S, q <= S), DRAWN), part="the hull"),
    Claim(Relation(reached, (absolute(x) <= delta,), DRAWN), part="a kink in the ball"),
    Claim(APART, part="no kink in the ball", at=((within(x, delta)[0], {"x": -3, "delta": 1, "a": 5, "b": 2}, 5),)),
    Claim(Relation((shrinks,), (absolute(y - x) <= delta,), DRAWN), part="x^2"),
    Claim(Executed((limits,)), part="zigzag", second=(APART,)),
)
