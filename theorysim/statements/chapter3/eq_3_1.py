"""L-smoothness, and a bounded Hessian instead. Judged on polynomials, whose Hessian is at most cubic here, and on the cosine.

For such a polynomial the quotient of gradients is a mean of the Hessian (Simpson's rule is exact), so a bound on one bounds the
other; on the diagonal the quotient is the Hessian.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letters
from theorysim.maths import absolute, cos
from theorysim.model import Claim, Relation, Statement

a2, a3, a4, c, d, p, q, r, x, y = letters("a2 a3 a4 c d p q r x y", Real)
delta, L = letters("delta L", Positive)


def slope(x, a2, a3, a4):
    return 2 * a2 * x + 3 * a3 * x * x + 4 * a4 * x * x * x


def curvature(x, a2, a3, a4):
    return 2 * a2 + 6 * a3 * x + 12 * a4 * x * x


def quotient(x, y, a2, a3, a4):
    return 2 * a2 + 3 * a3 * (x + y) + 4 * a4 * (x * x + x * y + y * y)


is_quotient = equals(slope(x, a2, a3, a4) - slope(y, a2, a3, a4), (x - y) * quotient(x, y, a2, a3, a4))


middle = curvature((x + y) / 2, a2, a3, a4)
is_mean = equals(quotient(x, y, a2, a3, a4), (curvature(x, a2, a3, a4) + 4 * middle + curvature(y, a2, a3, a4)) / 6)
mean_of_bounded = absolute((p + 4 * q + r) / 6) <= L
p_bounded = absolute(p) <= L
q_bounded = absolute(q) <= L
r_bounded = absolute(r) <= L


# f'(x) - f'(y) = f''(xi)(x - y), whatever f: with c = f''(xi) within L, it is within L |x - y|.
by_mean_value = absolute(c * d) <= L * absolute(d)
c_bounded = absolute(c) <= L
in_the_limit = absolute(c) <= L + delta  # f''(x) = c is a limit of quotients q within L: |c| <= L + delta for every delta > 0.
quotient_bounded = absolute(q) <= L
quotient_near = absolute(q - c) <= delta
on_diagonal = equals(quotient(x, x, a2, a3, a4), curvature(x, a2, a3, a4))
cosine_curvature = absolute(cos(x)) <= 1


statement = Statement(
    "eq-3.1",
    (
        Claim(Relation((by_mean_value.in_words("|f''| <= L gives (3.1)"),), (c_bounded,)), part="any f in one variable, if"),
        Claim(
            Relation((in_the_limit.in_words("(3.1) gives |f''| <= L"),), (quotient_bounded, quotient_near)),
            part="any f in one variable, only if",
        ),
        Claim(Relation((is_quotient.in_words("f'(x) - f'(y) = (x - y) q(x, y)"), is_mean.in_words("q is a mean of f''"))), part="a mean"),
        Claim(
            Relation(
                (mean_of_bounded.in_words("a mean of numbers within L is within L"),),
                (p_bounded, q_bounded, r_bounded),
            ),
            part="if the Hessian is bounded",
            at=((mean_of_bounded, {"p": 1.0, "q": 2.0, "r": 3.0, "L": 5.0}, 2.0),),
        ),
        Claim(Relation((on_diagonal.in_words("q(x, x) = f''(x)"),)), part="only if"),
        Claim(Relation((cosine_curvature.in_words("|cos x| <= 1"),)), part="cosine"),
    ),
)
