"""The step sizes of the proof of theorem 3.4.1."""

from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, eta_c, gamma, h

g, L0, L1 = letters("g L0 L1", Positive)


clipped = h(g, L0, L1) <= gamma(L0, L1) * eta_c(L0) / g
within = gamma(L0, L1) * eta_c(L0) / g <= minimum(1 / g, 1 / (L1 * g))
descends = h(g, L0, L1) <= 1 / (5 * L0 + 4 * L1 * g)


statement = Statement(
    "proof-3.7.1-step-sizes",
    (
        Claim(
            Relation((clipped.in_words("h <= gamma eta/g"), within.in_words("gamma eta/g <= min{1/g, 1/(L1 g)}")), search=RANGES),
            part="length",
        ),
        Claim(
            Relation((descends.in_words("h <= 1/(5 L0 + 4 L1 g)"),), search=RANGES),
            part="descent",
            at=((descends, {"g": 1.0, "L0": 1.0, "L1": 1.0}, 0.1),),
        ),
    ),
)
