"""To find a point that is delta close to an epsilon-stationary one takes a number of calls that is exponential in the dimension.

The page cites this. Shown of methods without coins, at epsilon < 1/4 and delta = 1/20, with a 7-Lipschitz f: it is B - 4 max{<w, y> -
|y|/2, 0}, cut off at -1, with a unit vector w that is not known, z = x - x*, s > 0 and y = z + s w. B is (h(x_1) + |rest of z|)/2, h
convex with slopes between 1/2 and 1 in size on both sides of x*_1. Each call cuts off a part of the interval where x*_1 may be, with a
slope a little flatter than before; so no call meets x*, and each g of B has |g| <= 1 and <g, z> >= |z|/4. Outside of the cone <w, y> >
|y|/2 f is B, whatever w is, and norms are at least 1/4; inside <g, w> <= -1; at its edge <g, z> >= |z|/4 still, and at its tip, z = -s w,
<g, w> <= -1/4. So what is stationary lies in the cone, where f is -1, at |y| >= 1/2. A call in the cone, at |z| >= 6 s, and a point within
1/20 of what is stationary, s <= 1/20, have <w, z> >= |z|/4: for a random w with a chance of at most exp(-d/32), computed in odd dimensions
up to 49. Unless T >= exp(d/32), some w makes T calls miss. (Where coins decide, w and the sides that are cut off are drawn, and
probability 2/3 takes T >= (2/3) exp(d/32).) The simpler B = |x - x*| would not do: two calls find its x*.
"""

from fractions import Fraction
from math import comb

from theorysim.domains import Nonnegative, Probability, Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.maths import exp, maximum
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.notation import T, d

B, y, z, s, chance = letters("B y z s chance", Nonnegative)  # B(x), |y|, |z|
ahead, p_w, p_z, c = letters("ahead p_w p_z c", Real)  # <w, y>; <p, w> and <p, z> for a p of B at x; <w, y>/|y|
share, p = letter("share", Unit), letter("p", Probability)

f = B - 4 * maximum(ahead - y / 2, 0)
hidden = equals(f, B)
inside = p_w + 2 * c - 4 <= -1  # <w, p + 2 y/|y| - 4 w>
at_the_edge = z / 4 <= p_z + share * (2 * y - 2 * s * c - 4 * y * c + 4 * s)  # <z, p + share (2 y/|y| - 4 w)>
far = 1 / 2 <= y
wider = (y + s) / 4 <= y / 2 - s  # |z|/4 <= <w, z>, s being all that y and z may differ by
exponential = 2 * exp(d / 32) <= 3 * T
UNION = (p <= T * chance, chance <= exp(-d / 32), 2 <= 3 * p)
SEARCH = {name: (0, 100) for name in ("B", "y", "z")} | {name: (-100, 100) for name in ("ahead", "p_z")} | {"s": (0, 1), "share": (0, 1)}
SEARCH |= {"p_w": (-1, 1), "c": (-1, 1), "d": (1, 50), "T": (1, 10**6), "p": (2 / 3, 1), "chance": (0, 1)}


def chances():
    """In each odd dimension from 3 to 49 the share of the sphere where <w, z> >= |z|/4 is at most exp(-d/32)."""
    held = 0
    for odd in range(3, 50, 2):
        n = (odd - 3) // 2  # the density of <w, z>/|z| is (1 - u^2)^n, up to a factor

        def integral(u, n=n):
            return sum(comb(n, k) * (-1) ** k * Fraction(u) ** (2 * k + 1) / (2 * k + 1) for k in range(n + 1))

        held += float((integral(1) - integral(Fraction(1, 4))) / (2 * integral(1))) <= exp(-odd / 32)
    return float(held), 24.0


statement = Statement(
    "text-5.3.1-exponential",
    Claim(Relation((hidden,), (2 * ahead <= y,), SEARCH), part="outside of the cone", at=((f, {"B": 4, "ahead": 3, "y": 4}, 0),)),
    Claim(Relation((inside,), (p_w <= 1, c <= 1), SEARCH), part="in the cone"),
    Claim(Relation((at_the_edge,), (equals(2 * c, 1), z / 4 <= p_z), SEARCH), part="at its edge"),
    Claim(Relation((far,), (f <= -1, ahead <= y), SEARCH), part="where f is -1"),
    Claim(Relation((wider,), (5 * s <= y,), SEARCH), part="near the cone"),
    Claim(Relation((5 * s <= y,), (6 * s <= z, z <= y + s), SEARCH), part="a call in the cone"),
    Claim(Executed((chances,)), part="the chance of a call"),
    Claim(Relation((exponential,), UNION, SEARCH), part="T calls"),
)
