"""The gain of a whole step of theorem 3.4.3; `change` is f(x_{k+1}) - f(x_k).

W is the remainder of Taylor's theorem divided by (h g)^2: the integral of (1 - s) times the Hessian along the step, which is at most half
of L0 + L1 M, as the gradient on the step is at most M. The whole step lies in the sublevel set, though it may be longer than 1: up to where
it first left it these lines hold, and f would be below f(x_k) there.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.proof_3_7_1_taylor import quartic, quartic_slope
from theorysim.statements.chapter3.proof_3_7_3_taylor import h, member


def integrand(s: Unit, H: Real, M: Positive, L0: Positive, L1: Positive):
    return (1 - s) * H, (1 - s) * (L0 + L1 * M)


def smooth(H: Real, u: Nonnegative, L0: Positive, L1: Positive):
    return H, L0 + L1 * u


def bounded(u: Nonnegative, M: Positive):
    return u, M


def taylor(change: Real, g: Positive, W: Real, M: Positive, L0: Positive, L1: Positive):
    d = h(M, L0, L1) * g
    return change, -d * g + d * d * W


def half(W: Real, M: Positive, L0: Positive, L1: Positive):
    return W, (L1 * M + L0) / 2


def first(change: Real, g: Positive, M: Positive, L0: Positive, L1: Positive):
    d = h(M, L0, L1) * g
    return change, -d * g + d * d * (L1 * M + L0) / 2


def second(g: Positive, epsilon: Positive, M: Positive, L0: Positive, L1: Positive):
    """As a gain."""
    d = h(M, L0, L1) * g
    return epsilon * epsilon / (4 * (M * L1 + L0)), d * g - d * d * (L1 * M + L0) / 2


def not_yet(g: Positive, epsilon: Positive):
    return epsilon, g


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
                (at_most(integrand, "(1 - s) times the Hessian is at most (1 - s)(L0 + L1 M)"),),
                (at_most(smooth, "(L0, L1)-smooth"), at_most(bounded, "||grad f|| <= M along the step")),
            ),
            part="Hessian",
        ),
        Claim(
            Relation((at_most(first, "the first inequality"),), (at_most(taylor, "Taylor's theorem"), at_most(half, "W <= (L1 M + L0)/2"))),
            part="first",
            second=(Relation((at_most(on_quartic, "both at once, on x^4"),), (at_most(member, "L0 >= 16/L1^2"),), RANGES),),
        ),
        Claim(
            Relation((at_most(second, "epsilon^2/(4 (M L1 + L0)) <= h g^2 - (h g)^2 (L1 M + L0)/2"),), (at_most(not_yet),), RANGES),
            part="second",
            at=((second, (2.0, 2.0, 1.0, 1.0, 1.0), 0.5),),
        ),
    ),
)
