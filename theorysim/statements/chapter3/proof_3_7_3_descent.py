"""f(x_{k+1}) <= f(x_k) - h g^2 + h^2 (L1 M + L0)/2 g^2 <= f(x_k) - epsilon^2/(4 (M L1 + L0)): the gain of a whole step of theorem 3.4.3.

`change` is f(x_{k+1}) - f(x_k), d = h g the length of the step.
W is the remainder of Taylor's theorem divided by d^2: the integral of (1 - s) times the Hessian along the step, which is at most half
of L0 + L1 M, as the gradient on the step is at most M. The whole step lies in the sublevel set, though it may be longer than 1: up to where
it first left it these lines hold, and f would be below f(x_k) there.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3 import notation
from theorysim.statements.chapter3.notation import L0, L1, epsilon, g
from theorysim.statements.chapter3.proof_3_7_1_taylor import quartic, quartic_slope
from theorysim.statements.chapter3.proof_3_7_3_taylor import h, member

M, x = letters("M x", Positive)
H, W, change = letters("H W change", Real)
s = letter("s", Unit)
u = letter("u", Nonnegative)  # ||grad f(x(s))||

RANGES = {**notation.RANGES, "M": (1.000001, 1e8), "g": (1e-6, 1e8), "x": (1e-3, 1e3)}

weighted = (1 - s) * H <= (1 - s) * (L0 + L1 * M)
smooth = (H <= L0 + L1 * u).in_words("(L0, L1)-smooth")
bounded = (u <= M).in_words("along the step")

d = (h(M, L0, L1) * g).named("d")
taylor = (change <= -d * g + d**2 * W).in_words("Taylor's theorem")
half = W <= (L1 * M + L0) / 2
first = (change <= -d * g + d**2 * (L1 * M + L0) / 2).in_words("the first inequality")
second = epsilon**2 / (4 * (M * L1 + L0)) <= d * g - d**2 * (L1 * M + L0) / 2

# a step on x^4 from x > 0, where M = 4 x^3, and epsilon at its largest
slope = quartic_slope(x)
on_quartic = slope**2 / (4 * (slope * L1 + L0)) <= quartic(x) - quartic(x - h(slope, L0, L1) * slope)

statement = Statement(
    "proof-3.7.3-descent",
    Claim(Relation((weighted,), (smooth, bounded)), part="Hessian"),
    Claim(
        Relation((first,), (taylor, half)),
        part="first",
        second=(Relation((on_quartic.in_words("both at once, on x^4"),), (member,), RANGES),),
    ),
    Claim(
        Relation((second,), (epsilon <= g,), RANGES), part="second", at=((second, {"g": 2, "epsilon": 2, "M": 1, "L0": 1, "L1": 1}, 0.5),)
    ),
)
