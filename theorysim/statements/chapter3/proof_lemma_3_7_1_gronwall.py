"""Gronwall's inequality: u(t) <= c t + R(t) + u_0 for all t gives u(t) <= c + u_0 + (c + u_0)(e^t - 1), and the lemma at t = 1.

u(t) is the norm of the gradient along the segment, t in [0, 1], c stands for L0/L1, and R(t) is the integral of u over [0, t], so R' = u.
Then V(t) = e^-t (R + u_0 + c + c t), which is u_0 + c at 0, never grows: its derivative is e^-t (u - R - u_0 - c t).
The proof's closed form is (c + u_0) e^t, as exp(t - s) integrates to e^t - 1.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import exp
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1

c = letter("c", Positive)
d, H, R, u, u0 = letters("d H R u u0", Nonnegative)  # d is ||x+ - x||, H the norm of the Hessian
t = letter("t", Unit)

integrand = d * H <= (L0 + L1 * u) / L1
near = (d <= 1 / L1).in_words("||x+ - x|| <= 1/L1")
smooth = (H <= L0 + L1 * u).in_words("(L0, L1)-smooth")


def integral(R):
    return c * t + R + u0


def closed(t):
    return c + u0 + (c + u0) * (exp(t) - 1)


below_integral = u <= integral(R)
V = exp(-t) * (R + u0 + c + c * t)
slope_of_V = exp(-t) * (u + c) - V <= 0
not_grown = V <= u0 + c
gronwall = u <= closed(t)
lemma = closed(number(1)) <= 4 * (c + u0)

# Where Assumption 3.3.3 is an equality: u = (u_0 + c) e^t - c, whose integral is (u_0 + c)(e^t - 1) - c t.
profile = (u0 + c) * exp(t) - c
exactly = equals(profile, integral((u0 + c) * (exp(t) - 1) - c * t))
extremal = profile <= closed(t)

statement = Statement(
    "proof-lemma-3.7.1-gronwall",
    Claim(Relation((integrand,), (near, smooth)), part="integrand"),
    Claim(Relation((slope_of_V.in_words("V' <= 0"),), (below_integral,)), part="slope"),
    Claim(
        Relation((gronwall,), (below_integral, not_grown.in_words("V <= u_0 + c"))),
        part="Gronwall",
        second=(Relation((extremal.in_words("the extremal profile"),)),),
        at=((gronwall, {"u": 1, "t": 0, "u0": 2, "c": 3}, 1), (extremal, {"t": 0, "u0": 2, "c": 3}, 2)),
    ),
    Claim(Relation((exactly.in_words("the first line, on the extremal profile"),)), part="extremal profile"),
    Claim(Relation((lemma,)), part="lemma"),
)
