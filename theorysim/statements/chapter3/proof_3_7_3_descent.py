"""The gain of a whole step of theorem 3.4.3; `change` is f(x_{k+1}) - f(x_k).

W is the remainder of Taylor's theorem divided by (h g)^2: the integral of (1 - s) times the Hessian along the step, which is at most half
of L0 + L1 M, as the gradient on the step is at most M. The whole step lies in the sublevel set, though it may be longer than 1: up to where
it first left it these lines hold, and f would be below f(x_k) there.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.proof_3_7_1_taylor import quartic, quartic_slope
from theorysim.statements.chapter3.proof_3_7_3_taylor import h, member

change, H, W = letters("change H W", Real)
epsilon, g, L0, L1, M = letters("epsilon g L0 L1 M", Positive)
s = letter("s", Unit)
u = letter("u", Nonnegative)


integrand = (1 - s) * H <= (1 - s) * (L0 + L1 * M)
smooth = H <= L0 + L1 * u
bounded = u <= M


d = h(M, L0, L1) * g
taylor = change <= -d * g + d * d * W
half = W <= (L1 * M + L0) / 2
first = change <= -d * g + d * d * (L1 * M + L0) / 2
second = epsilon * epsilon / (4 * (M * L1 + L0)) <= d * g - d * d * (L1 * M + L0) / 2  # As a gain.
not_yet = epsilon <= g


def on_quartic(x: Positive, L0: Positive, L1: Positive):
    """A step on x^4 from x > 0, where M = 4 x^3, and epsilon at its largest."""
    g = quartic_slope(x)
    return g * g / (4 * (g * L1 + L0)), quartic(x) - quartic(x - h(g, L0, L1) * g)


RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "M": (1.000001, 1e8), "g": (1e-6, 1e8), "epsilon": (1e-6, 1e4), "x": (1e-3, 1e3)}

statement = Statement(
    "proof-3.7.3-descent",
    (
        Claim(
            Relation(
                (integrand.in_words("(1 - s) times the Hessian is at most (1 - s)(L0 + L1 M)"),),
                (smooth.in_words("(L0, L1)-smooth"), bounded.in_words("||grad f|| <= M along the step")),
            ),
            part="Hessian",
        ),
        Claim(
            Relation((first.in_words("the first inequality"),), (taylor.in_words("Taylor's theorem"), half.in_words("W <= (L1 M + L0)/2"))),
            part="first",
            second=(Relation((at_most(on_quartic, "both at once, on x^4"),), (member.in_words("L0 >= 16/L1^2"),), RANGES),),
        ),
        Claim(
            Relation((second.in_words("epsilon^2/(4 (M L1 + L0)) <= h g^2 - (h g)^2 (L1 M + L0)/2"),), (not_yet,), RANGES),
            part="second",
            at=((second, {"g": 2.0, "epsilon": 2.0, "M": 1.0, "L0": 1.0, "L1": 1.0}, 0.5),),
        ),
    ),
)
