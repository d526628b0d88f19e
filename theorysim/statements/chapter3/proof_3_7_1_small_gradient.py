"""When epsilon <= g <= L0/L1 a step gains h g^2/2 >= g^2/(20 L0) >= epsilon^2/(20 L0), where g is the norm of the gradient at x_k.

The step size of theorem 3.4.1 is h = min{1/(10 L0), min{1, 1/(10 L1)}/g}: where L1 < 1/10, a gradient below L0/L1 may still be clipped.
"""

from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, RANGES, epsilon, g
from theorysim.statements.chapter3.parts.clipped_steps import h

gains = g**2 / (20 * L0) <= h * g**2 / 2
enough = epsilon**2 / (20 * L0) <= g**2 / (20 * L0)
above = epsilon <= g

statement = Statement(
    "proof-3.7.1-small-gradient",
    Claim(
        Relation((gains, enough), given=(above, g <= L0 / L1), search=RANGES),
        cause="hypothesis",
        why="Where L1 < 1/10 and 10 L0 < g <= L0/L1 the step is clipped to 1/g, and gains only g/2.",
        at=((gains, {"g": 2, "L0": 1, "L1": 1}, 0.2),),
    ),
    Claim(
        Relation((gains, enough), given=(above, g <= minimum(L0 / L1, 10 * L0)), search=RANGES),
        "repaired: when epsilon <= g <= min{L0/L1, 10 L0}",
        why="Then the step is not clipped, and the gain is g^2/(20 L0) exactly.",
    ),
)
