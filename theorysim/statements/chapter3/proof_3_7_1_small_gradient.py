"""What a step gains where the gradient is small. Where L1 < 1/10 a gradient below L0/L1 may still be clipped."""

from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, decrease

epsilon, g, L0, L1 = letters("epsilon g L0 L1", Positive)


gains = g * g / (20 * L0) <= decrease(g, L0, L1)
enough = epsilon * epsilon / (20 * L0) <= g * g / (20 * L0)
above = epsilon <= g
small = g <= L0 / L1
not_clipped = g <= minimum(L0 / L1, 10 * L0)


LINKS = (gains.in_words("g^2/(20 L0) <= h g^2/2"), enough.in_words("epsilon^2/(20 L0) <= g^2/(20 L0)"))

statement = Statement(
    "proof-3.7.1-small-gradient",
    (
        Claim(
            Relation(LINKS, (above.in_words("epsilon <= g"), small.in_words("g <= L0/L1")), RANGES),
            cause="hypothesis",
            why="Where L1 < 1/10 and 10 L0 < g <= L0/L1 the step is clipped to 1/g, and gains only g/2.",
            at=((gains, {"g": 2.0, "L0": 1.0, "L1": 1.0}, 0.2),),
        ),
        Claim(
            Relation(LINKS, (above.in_words("epsilon <= g"), not_clipped.in_words("g <= min{L0/L1, 10 L0}")), RANGES),
            "repaired: when epsilon <= g <= min{L0/L1, 10 L0}",
            why="Then the step is not clipped, and the gain is g^2/(20 L0) exactly.",
        ),
    ),
)
