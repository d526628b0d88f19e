"""The step sizes: h <= gamma eta/g <= min{1/g, 1/(L1 g)}, and h <= 1/(5 L0 + 4 L1 g)."""

from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, RANGES, g
from theorysim.statements.chapter3.parts.clipped_steps import eta_c, gamma, h

clipped = gamma(L0, L1) * eta_c(L0) / g
descends = h <= 1 / (5 * L0 + 4 * L1 * g)

statement = Statement(
    "proof-3.7.1-step-sizes",
    Claim(Relation((h <= clipped, clipped <= minimum(1 / g, 1 / (L1 * g))), search=RANGES), part="length"),
    Claim(Relation((descends,), search=RANGES), part="descent", at=((descends, {"g": 1, "L0": 1, "L1": 1}, 0.1),)),
)
