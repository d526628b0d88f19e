"""What a step gains where the gradient is large."""

from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, decrease

g, L0, L1 = letters("g L0 L1", Positive)


gains = L0 / (20 * maximum(1, L1 * L1)) <= decrease(g, L0, L1)
large = L0 / L1 <= g


statement = Statement(
    "proof-3.7.1-large-gradient",
    (
        Claim(
            Relation((gains.in_words("L0/(20 max{1, L1^2}) <= h g^2/2"),), (large.in_words("g >= L0/L1"),), RANGES),
            at=((gains, {"g": 1.0, "L0": 1.0, "L1": 1.0}, 0.05),),
        ),
    ),
)
