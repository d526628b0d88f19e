"""When g >= L0/L1 a step gains h g^2/2 >= L0/(20 max{1, L1^2}), where g is the norm of the gradient at x_k."""

from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, RANGES, g
from theorysim.statements.chapter3.parts.clipped_steps import h

gains = L0 / (20 * maximum(1, L1**2)) <= h * g**2 / 2

statement = Statement(
    "proof-3.7.1-large-gradient", Claim(Relation((gains,), (L0 / L1 <= g,), RANGES), at=((gains, {"g": 1, "L0": 1, "L1": 1}, 0.05),))
)
