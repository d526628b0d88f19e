"""From the gain of a step to the bound on the number of steps."""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.maths import maximum, minimum
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, decrease


def least(epsilon, L0, L1):
    return minimum(L0 / (20 * maximum(1, L1 * L1)), epsilon * epsilon / (20 * L0))


def gains(drop: Real, epsilon: Positive, L0: Positive, L1: Positive):
    return least(epsilon, L0, L1), drop


def descent(drop: Real, g: Positive, L0: Positive, L1: Positive):
    return decrease(g, L0, L1), drop


def above(g: Positive, epsilon: Positive):
    return epsilon, g


def summed(T: Nonnegative, gap: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return T * least(epsilon, L0, L1), gap


def bound(T: Nonnegative, gap: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return T, 20 * L0 * gap / (epsilon * epsilon) + 20 * maximum(1, L1 * L1) * gap / L0


def added(total: Real, drop: Real, T: Nonnegative, epsilon: Positive, L0: Positive, L1: Positive):
    """One more step adds at least the least gain to the sum."""
    return (T + 1) * least(epsilon, L0, L1), total + drop


def so_far(total: Real, T: Nonnegative, epsilon: Positive, L0: Positive, L1: Positive):
    return T * least(epsilon, L0, L1), total


statement = Statement(
    "proof-3.7.1-telescope",
    (
        Claim(Relation((at_most(gains, "a step gains at least the min"),), (at_most(descent), at_most(above)), RANGES), part="step"),
        Claim(Relation((at_most(added, "T steps gain T times the min"),), (at_most(so_far), at_most(gains)), RANGES), part="sum"),
        Claim(
            Relation((at_most(bound, "T <= the bound"),), (at_most(summed, "T min <= f(x_0) - f*"),), RANGES),
            part="bound",
            at=((bound, (0.0, 1.0, 1.0, 1.0, 1.0), 0.0),),
        ),
    ),
)
