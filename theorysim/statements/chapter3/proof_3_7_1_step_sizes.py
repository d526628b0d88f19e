"""The step sizes of the proof of theorem 3.4.1."""

from theorysim.domains import Positive
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, eta_c, gamma, h


def clipped(g: Positive, L0: Positive, L1: Positive):
    return h(g, L0, L1), gamma(L0, L1) * eta_c(L0) / g


def within(g: Positive, L0: Positive, L1: Positive):
    return gamma(L0, L1) * eta_c(L0) / g, minimum(1 / g, 1 / (L1 * g))


def descends(g: Positive, L0: Positive, L1: Positive):
    return h(g, L0, L1), 1 / (5 * L0 + 4 * L1 * g)


statement = Statement(
    "proof-3.7.1-step-sizes",
    (
        Claim(
            Relation((at_most(clipped, "h <= gamma eta/g"), at_most(within, "gamma eta/g <= min{1/g, 1/(L1 g)}")), search=RANGES),
            part="length",
        ),
        Claim(
            Relation((at_most(descends, "h <= 1/(5 L0 + 4 L1 g)"),), search=RANGES), part="descent", at=((descends, (1.0, 1.0, 1.0), 0.1),)
        ),
    ),
)
