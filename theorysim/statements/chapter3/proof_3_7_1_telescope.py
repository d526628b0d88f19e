"""From the gain of a step to the bound on the number of steps."""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import maximum, minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, decrease

drop, total = letters("drop total", Real)
epsilon, g, gap, L0, L1 = letters("epsilon g gap L0 L1", Positive)
T = letter("T", Nonnegative)


def least(epsilon, L0, L1):
    return minimum(L0 / (20 * maximum(1, L1 * L1)), epsilon * epsilon / (20 * L0))


gains = least(epsilon, L0, L1) <= drop
descent = decrease(g, L0, L1) <= drop
above = epsilon <= g
summed = T * least(epsilon, L0, L1) <= gap
bound = T <= 20 * L0 * gap / (epsilon * epsilon) + 20 * maximum(1, L1 * L1) * gap / L0
added = (T + 1) * least(epsilon, L0, L1) <= total + drop  # One more step adds at least the least gain to the sum.
so_far = T * least(epsilon, L0, L1) <= total


statement = Statement(
    "proof-3.7.1-telescope",
    (
        Claim(Relation((gains.in_words("a step gains at least the min"),), (descent, above), RANGES), part="step"),
        Claim(Relation((added.in_words("T steps gain T times the min"),), (so_far, gains), RANGES), part="sum"),
        Claim(
            Relation((bound.in_words("T <= the bound"),), (summed.in_words("T min <= f(x_0) - f*"),), RANGES),
            part="bound",
            at=((bound, {"T": 0.0, "gap": 1.0, "epsilon": 1.0, "L0": 1.0, "L1": 1.0}, 0.0),),
        ),
    ),
)
