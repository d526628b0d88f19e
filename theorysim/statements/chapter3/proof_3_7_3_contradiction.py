"""The second and third line of the display: the Hessian up to t* is at most B = L1 (M + epsilon) + L0, and t h B <= 1.

`change` is f(x(t)) - f(x_k), d = t h g the length of the step, I the integral of ||Hess f(x(s))|| over [0, t], e the epsilon below M.
That Assumption 3.3.3 speaks of the path up to t*, which may be longer than 1, is part of what is supposed (see proof-3.7.3-descent).
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.model import Claim, Relation, Statement, at_most, less
from theorysim.statements.chapter3.proof_3_7_3_taylor import h


def hessian(H: Nonnegative, M: Positive, e: Positive, L0: Positive, L1: Positive):
    return H, L1 * (M + e) + L0


def smooth(H: Nonnegative, u: Nonnegative, L0: Positive, L1: Positive):
    return H, L0 + L1 * u


def before_t(u: Nonnegative, M: Positive, e: Positive):
    return u, M + e


def integrated(I: Nonnegative, t: Unit, B: Positive):  # noqa: E741
    return I, t * B


def at_most_B(I: Nonnegative, B: Positive):  # noqa: E741
    return I, B


def taylor(change: Real, d: Nonnegative, g: Positive, I: Nonnegative):  # noqa: E741
    return change, -d * g + d * d * I


def second(change: Real, d: Nonnegative, g: Positive, B: Positive):
    return change, -d * g + d * d * B


def third(t: Unit, g: Positive, M: Positive, e: Positive, L0: Positive, L1: Positive):
    d = t * h(M, L0, L1) * g
    return d * d * (L1 * (M + e) + L0), d * g


def small(e: Positive, M: Positive):
    return e, M


BELOW_B = at_most(at_most_B, "the integral is at most B")

statement = Statement(
    "proof-3.7.3-contradiction",
    (
        Claim(
            Relation(
                (at_most(hessian, "||Hess f(x(s))|| <= L1 (M + epsilon) + L0 = B"),),
                (at_most(smooth, "(L0, L1)-smooth"), at_most(before_t, "||grad f(x(s))|| <= M + epsilon for s <= t*")),
            ),
            part="Hessian",
        ),
        Claim(Relation((BELOW_B,), (at_most(integrated, "it is at most t B"),)), part="integral"),
        Claim(Relation((at_most(second, "the second line"),), (at_most(taylor, "the first line"), BELOW_B)), part="second line"),
        Claim(
            Relation((at_most(third, "(t h g)^2 B <= t h g^2"),), (less(small, "epsilon < M"),)),
            part="third line",
            at=((third, (1.0, 4.0, 1.0, 1.0, 1.0, 1.0), 3.0),),
        ),
    ),
)
