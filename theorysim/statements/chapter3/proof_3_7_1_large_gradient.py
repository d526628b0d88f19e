"""What a step gains where the gradient is large."""

from theorysim.domains import Positive
from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, decrease


def gains(g: Positive, L0: Positive, L1: Positive):
    return L0 / (20 * maximum(1, L1 * L1)), decrease(g, L0, L1)


def large(g: Positive, L0: Positive, L1: Positive):
    return L0 / L1, g


statement = Statement(
    "proof-3.7.1-large-gradient",
    (
        Claim(
            Relation((at_most(gains, "L0/(20 max{1, L1^2}) <= h g^2/2"),), (at_most(large, "g >= L0/L1"),), RANGES),
            at=((gains, (1.0, 1.0, 1.0), 0.05),),
        ),
    ),
)
