"""L-smoothness, |f'(x) - f'(y)| <= L |x - y|, or a Hessian of norm at most L. Judged on polynomials up to degree 4, and on the cosine.

For such a polynomial the quotient of gradients is a mean of the Hessian (Simpson's rule is exact), so a bound on one bounds the
other; on the diagonal the quotient is the Hessian.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, cos
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L, x

a2, a3, a4, y = letters("a2 a3 a4 y", Real)  # f(x) = a2 x^2 + a3 x^3 + a4 x^4, and a second point
c, d, p, q, r = letters("c d p q r", Real)
delta = letter("delta", Positive)


def slope(x):
    return 2 * a2 * x + 3 * a3 * x**2 + 4 * a4 * x**3


def curvature(x):
    return 2 * a2 + 6 * a3 * x + 12 * a4 * x**2


def quotient(x, y):
    return (2 * a2 + 3 * a3 * (x + y) + 4 * a4 * (x**2 + x * y + y**2)).named("quotient")


def bounded(c):
    return absolute(c) <= L


by_mean_value = absolute(c * d) <= L * absolute(d)  # f'(x) - f'(y) = c (x - y) with c = f''(xi), whatever f
in_the_limit = absolute(c) <= L + delta  # c = f''(x) is a limit of quotients q: so it is for every delta > 0
is_quotient = equals(slope(x) - slope(y), (x - y) * quotient(x, y))
is_mean = equals(quotient(x, y), (curvature(x) + 4 * curvature((x + y) / 2) + curvature(y)) / 6).in_words("the quotient is a mean of f''")
mean = absolute((p + 4 * q + r) / 6) <= L

statement = Statement(
    "eq-3.1",
    Claim(Relation((by_mean_value.in_words("|f''| <= L gives (3.1)"),), (bounded(c),)), part="any f in one variable, if"),
    Claim(
        Relation((in_the_limit.in_words("(3.1) gives |f''| <= L"),), (bounded(q), absolute(q - c) <= delta)),
        part="any f in one variable, only if",
    ),
    Claim(Relation((is_quotient, is_mean)), part="a mean"),
    Claim(
        Relation((mean.in_words("a mean of numbers within L is within L"),), (bounded(p), bounded(q), bounded(r))),
        part="if the Hessian is bounded",
        at=((mean, {"p": 1.0, "q": 2.0, "r": 3.0, "L": 5.0}, 2.0),),
    ),
    Claim(Relation((equals(quotient(x, x), curvature(x)).in_words("on the diagonal the quotient is f''"),)), part="only if"),
    Claim(Relation((absolute(cos(x)) <= 1,)), part="cosine"),
)
