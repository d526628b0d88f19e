"""What a step gains where the gradient is small. Where L1 < 1/10 a gradient below L0/L1 may still be clipped."""

from theorysim.domains import Positive
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, decrease


def gains(g: Positive, L0: Positive, L1: Positive):
    return g * g / (20 * L0), decrease(g, L0, L1)


def enough(g: Positive, epsilon: Positive, L0: Positive):
    return epsilon * epsilon / (20 * L0), g * g / (20 * L0)


def above(g: Positive, epsilon: Positive):
    return epsilon, g


def small(g: Positive, L0: Positive, L1: Positive):
    return g, L0 / L1


def not_clipped(g: Positive, L0: Positive, L1: Positive):
    return g, minimum(L0 / L1, 10 * L0)


LINKS = (at_most(gains, "g^2/(20 L0) <= h g^2/2"), at_most(enough, "epsilon^2/(20 L0) <= g^2/(20 L0)"))

statement = Statement(
    "proof-3.7.1-small-gradient",
    (
        Claim(
            Relation(LINKS, (at_most(above, "epsilon <= g"), at_most(small, "g <= L0/L1")), RANGES),
            cause="hypothesis",
            why="Where L1 < 1/10 and 10 L0 < g <= L0/L1 the step is clipped to 1/g, and gains only g/2.",
            at=((gains, (2.0, 1.0, 1.0), 0.2),),
        ),
        Claim(
            Relation(LINKS, (at_most(above, "epsilon <= g"), at_most(not_clipped, "g <= min{L0/L1, 10 L0}")), RANGES),
            "repaired: when epsilon <= g <= min{L0/L1, 10 L0}",
            why="Then the step is not clipped, and the gain is g^2/(20 L0) exactly.",
        ),
    ),
)
