"""f(x_k) - t h g^2 + (t h)^2 g^2 I <= f(x_k) - t h g^2 + (t h)^2 g^2 (L1 (M + epsilon) + L0) <= f(x_k), for t <= 1 and epsilon < M.

This is the second and third line of the display: the Hessian up to t* is at most B = L1 (M + epsilon) + L0, and t h B <= 1. `change` is
f(x(t)) - f(x_k), d = t h g the length of the step, I the integral of ||Hess f(x(s))|| over [0, t], e the epsilon below M.
That Assumption 3.3.3 speaks of the path up to t*, which may be longer than 1, is part of what is supposed (see proof-3.7.3-descent).
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, g
from theorysim.statements.chapter3.proof_3_7_3_taylor import h

B, M, e = letters("B M e", Positive)
change = letter("change", Real)
H, I, d, u = letters("H I d u", Nonnegative)  # u = ||grad f(x(s))||
t = letter("t", Unit)

hessian = H <= L1 * (M + e) + L0
smooth = (H <= L0 + L1 * u).in_words("(L0, L1)-smooth")
before_t = (u <= M + e).in_words("s <= t*")

integral = (I <= B).in_words("the integral is at most B")
integrated = (I <= t * B).in_words("it is at most t B")

first_line = (change <= -d * g + d**2 * I).in_words("the first line")
second_line = (change <= -d * g + d**2 * B).in_words("the second line")

length = (t * h(M, L0, L1) * g).named("d")
third_line = (length**2 * (L1 * (M + e) + L0) <= length * g).in_words("the third line")

statement = Statement(
    "proof-3.7.3-contradiction",
    Claim(Relation((hessian,), (smooth, before_t)), part="Hessian"),
    Claim(Relation((integral,), (integrated,)), part="integral"),
    Claim(Relation((second_line,), (first_line, integral)), part="second line"),
    Claim(Relation((third_line,), (e < M,)), part="third line", at=((third_line, {"t": 1, "g": 4, "M": 1, "e": 1, "L0": 1, "L1": 1}, 3),)),
)
