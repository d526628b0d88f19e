"""L-smoothness, and a bounded Hessian instead. Judged on polynomials, whose Hessian is at most cubic here, and on the cosine.

For such a polynomial the quotient of gradients is a mean of the Hessian (Simpson's rule is exact), so a bound on one bounds the
other; on the diagonal the quotient is the Hessian.
"""

from theorysim.domains import Positive, Real
from theorysim.maths import absolute, cos
from theorysim.model import Claim, Relation, Statement, at_most, same


def slope(x, a2, a3, a4):
    return 2 * a2 * x + 3 * a3 * x * x + 4 * a4 * x * x * x


def curvature(x, a2, a3, a4):
    return 2 * a2 + 6 * a3 * x + 12 * a4 * x * x


def quotient(x, y, a2, a3, a4):
    return 2 * a2 + 3 * a3 * (x + y) + 4 * a4 * (x * x + x * y + y * y)


def is_quotient(x: Real, y: Real, a2: Real, a3: Real, a4: Real):
    return slope(x, a2, a3, a4) - slope(y, a2, a3, a4), (x - y) * quotient(x, y, a2, a3, a4)


def is_mean(x: Real, y: Real, a2: Real, a3: Real, a4: Real):
    middle = curvature((x + y) / 2, a2, a3, a4)
    return quotient(x, y, a2, a3, a4), (curvature(x, a2, a3, a4) + 4 * middle + curvature(y, a2, a3, a4)) / 6


def mean_of_bounded(p: Real, q: Real, r: Real, L: Positive):
    return absolute((p + 4 * q + r) / 6), L


def p_bounded(p: Real, L: Positive):
    return absolute(p), L


def q_bounded(q: Real, L: Positive):
    return absolute(q), L


def r_bounded(r: Real, L: Positive):
    return absolute(r), L


def by_mean_value(c: Real, d: Real, L: Positive):
    """f'(x) - f'(y) = f''(xi)(x - y), whatever f: with c = f''(xi) within L, it is within L |x - y|."""
    return absolute(c * d), L * absolute(d)


def c_bounded(c: Real, L: Positive):
    return absolute(c), L


def in_the_limit(c: Real, L: Positive, delta: Positive):
    """f''(x) = c is a limit of quotients q within L: |c| <= L + delta for every delta > 0."""
    return absolute(c), L + delta


def quotient_bounded(q: Real, L: Positive):
    return absolute(q), L


def quotient_near(q: Real, c: Real, delta: Positive):
    return absolute(q - c), delta


def on_diagonal(x: Real, a2: Real, a3: Real, a4: Real):
    return quotient(x, x, a2, a3, a4), curvature(x, a2, a3, a4)


def cosine_curvature(x: Real):
    return absolute(cos(x)), 1


statement = Statement(
    "eq-3.1",
    (
        Claim(Relation((at_most(by_mean_value, "|f''| <= L gives (3.1)"),), (at_most(c_bounded),)), part="any f in one variable, if"),
        Claim(
            Relation((at_most(in_the_limit, "(3.1) gives |f''| <= L"),), (at_most(quotient_bounded), at_most(quotient_near))),
            part="any f in one variable, only if",
        ),
        Claim(Relation((same(is_quotient, "f'(x) - f'(y) = (x - y) q(x, y)"), same(is_mean, "q is a mean of f''"))), part="a mean"),
        Claim(
            Relation(
                (at_most(mean_of_bounded, "a mean of numbers within L is within L"),),
                (at_most(p_bounded), at_most(q_bounded), at_most(r_bounded)),
            ),
            part="if the Hessian is bounded",
            at=((mean_of_bounded, (1.0, 2.0, 3.0, 5.0), 2.0),),
        ),
        Claim(Relation((same(on_diagonal, "q(x, x) = f''(x)"),)), part="only if"),
        Claim(Relation((at_most(cosine_curvature, "|cos x| <= 1"),)), part="cosine"),
    ),
)
