"""Gronwall's inequality for the norm u(t) of the gradient along the segment, t in [0, 1]; c stands for L0/L1.

R(t) is the integral of u over [0, t], so R' = u. By the integral inequality V(t) = e^-t (R + u_0 + c + c t), which is u_0 + c at 0, never
grows: its derivative is e^-t (u - R - u_0 - c t). The proof's closed form is (c + u_0) e^t, as exp(t - s) integrates to e^t - 1.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.maths import exp
from theorysim.model import Claim, Relation, Statement, at_most, same


def integrand(d: Nonnegative, H: Nonnegative, u: Nonnegative, L0: Positive, L1: Positive):
    """d is ||x+ - x||, H the norm of the Hessian."""
    return d * H, (L0 + L1 * u) / L1


def near(d: Nonnegative, L1: Positive):
    return d, 1 / L1


def smooth(H: Nonnegative, u: Nonnegative, L0: Positive, L1: Positive):
    return H, L0 + L1 * u


def integral(u: Nonnegative, R: Nonnegative, t: Unit, u0: Nonnegative, c: Positive):
    return u, c * t + R + u0


def V(t, R, u0, c):
    return exp(-t) * (R + u0 + c + c * t)


def slope_of_V(u: Nonnegative, R: Nonnegative, t: Unit, u0: Nonnegative, c: Positive):
    """V' <= 0."""
    return exp(-t) * (u + c) - V(t, R, u0, c), 0


def not_grown(R: Nonnegative, t: Unit, u0: Nonnegative, c: Positive):
    return V(t, R, u0, c), u0 + c


def gronwall(u: Nonnegative, t: Unit, u0: Nonnegative, c: Positive):
    return u, c + u0 + (c + u0) * (exp(t) - 1)


def exactly(t: Unit, u0: Nonnegative, c: Positive):
    """Where Assumption 3.3.3 is an equality u = (u_0 + c) e^t - c, whose integral is (u_0 + c)(e^t - 1) - c t: the first line is one."""
    R = (u0 + c) * (exp(t) - 1) - c * t
    return (u0 + c) * exp(t) - c, c * t + R + u0


def extremal(t: Unit, u0: Nonnegative, c: Positive):
    return (u0 + c) * exp(t) - c, c + u0 + (c + u0) * (exp(t) - 1)


def lemma(u0: Nonnegative, c: Positive):
    """At t = 1."""
    return c + u0 + (c + u0) * (exp(1) - 1), 4 * (c + u0)


INTEGRAL = at_most(integral, "u <= c t + R + u_0")

statement = Statement(
    "proof-lemma-3.7.1-gronwall",
    (
        Claim(
            Relation(
                (at_most(integrand, "||x+ - x|| ||Hess f|| <= (L0 + L1 u)/L1"),),
                (at_most(near, "||x+ - x|| <= 1/L1"), at_most(smooth, "||Hess f|| <= L0 + L1 u")),
            ),
            part="integrand",
        ),
        Claim(Relation((at_most(slope_of_V, "V' <= 0"),), (INTEGRAL,)), part="slope"),
        Claim(
            Relation((at_most(gronwall, "u <= (c + u_0) e^t"),), (INTEGRAL, at_most(not_grown, "V <= u_0 + c"))),
            part="Gronwall",
            second=(Relation((at_most(extremal, "the extremal profile"),)),),
            at=((gronwall, (1.0, 0.0, 2.0, 3.0), 1.0), (extremal, (0.0, 2.0, 3.0), 2.0)),
        ),
        Claim(Relation((same(exactly, "the first line, on the extremal profile"),)), part="extremal profile"),
        Claim(Relation((at_most(lemma, "e (c + u_0) <= 4 (c + u_0)"),)), part="lemma"),
    ),
)
