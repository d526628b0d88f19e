"""Gronwall's inequality for the norm u(t) of the gradient along the segment, t in [0, 1]; c stands for L0/L1.

R(t) is the integral of u over [0, t], so R' = u. By the integral inequality V(t) = e^-t (R + u_0 + c + c t), which is u_0 + c at 0, never
grows: its derivative is e^-t (u - R - u_0 - c t). The proof's closed form is (c + u_0) e^t, as exp(t - s) integrates to e^t - 1.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import letter, letters, number
from theorysim.maths import exp
from theorysim.model import Claim, Relation, Statement, same

c, L0, L1 = letters("c L0 L1", Positive)
d, H, R, u, u0 = letters("d H R u u0", Nonnegative)
t = letter("t", Unit)


integrand = d * H <= (L0 + L1 * u) / L1  # d is ||x+ - x||, H the norm of the Hessian.
near = d <= 1 / L1
smooth = H <= L0 + L1 * u
integral = u <= c * t + R + u0


def V(t, R, u0, c):
    return exp(-t) * (R + u0 + c + c * t)


slope_of_V = exp(-t) * (u + c) - V(t, R, u0, c) <= 0  # V' <= 0.
not_grown = V(t, R, u0, c) <= u0 + c
gronwall = u <= c + u0 + (c + u0) * (exp(t) - 1)


def exactly(t: Unit, u0: Nonnegative, c: Positive):
    """Where Assumption 3.3.3 is an equality u = (u_0 + c) e^t - c, whose integral is (u_0 + c)(e^t - 1) - c t: the first line is one."""
    R = (u0 + c) * (exp(t) - 1) - c * t
    return (u0 + c) * exp(t) - c, c * t + R + u0


extremal = (u0 + c) * exp(t) - c <= c + u0 + (c + u0) * (exp(t) - 1)
lemma = c + u0 + (c + u0) * (exp(number(1)) - 1) <= 4 * (c + u0)  # At t = 1.


INTEGRAL = integral.in_words("u <= c t + R + u_0")

statement = Statement(
    "proof-lemma-3.7.1-gronwall",
    (
        Claim(
            Relation(
                (integrand.in_words("||x+ - x|| ||Hess f|| <= (L0 + L1 u)/L1"),),
                (near.in_words("||x+ - x|| <= 1/L1"), smooth.in_words("||Hess f|| <= L0 + L1 u")),
            ),
            part="integrand",
        ),
        Claim(Relation((slope_of_V.in_words("V' <= 0"),), (INTEGRAL,)), part="slope"),
        Claim(
            Relation((gronwall.in_words("u <= (c + u_0) e^t"),), (INTEGRAL, not_grown.in_words("V <= u_0 + c"))),
            part="Gronwall",
            second=(Relation((extremal.in_words("the extremal profile"),)),),
            at=((gronwall, {"u": 1.0, "t": 0.0, "u0": 2.0, "c": 3.0}, 1.0), (extremal, {"t": 0.0, "u0": 2.0, "c": 3.0}, 2.0)),
        ),
        Claim(Relation((same(exactly, "the first line, on the extremal profile"),)), part="extremal profile"),
        Claim(Relation((lemma.in_words("e (c + u_0) <= 4 (c + u_0)"),)), part="lemma"),
    ),
)
