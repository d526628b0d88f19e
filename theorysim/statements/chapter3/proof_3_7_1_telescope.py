"""Every step above epsilon gains min{L0/(20 max{1, L1^2}), epsilon^2/(20 L0)}, so T <= 20 L0 F/epsilon^2 + 20 max{1, L1^2} F/L0.

`drop` is f(x_k) - f(x_{k+1}), `total` the sum of the first T of them, and `gap` is F = f(x_0) - f*, which bounds every such sum.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import maximum, minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, RANGES, epsilon, g
from theorysim.statements.chapter3.parts.clipped_steps import complexity, h

drop, total = letters("drop total", Real)
gap = letter("gap", Positive)
T = letter("T", Nonnegative)

least = minimum(L0 / (20 * maximum(1, L1**2)), epsilon**2 / (20 * L0))
descent = h * g**2 / 2 <= drop
above = epsilon <= g
gains = least <= drop
so_far = T * least <= total
summed = T * least <= gap
counted = T <= complexity(gap, epsilon, L0, L1)

statement = Statement(
    "proof-3.7.1-telescope",
    Claim(Relation((gains,), (descent, above), RANGES), part="step"),
    Claim(Relation(((T + 1) * least <= total + drop,), (so_far, gains), RANGES), part="sum"),  # one step more
    Claim(Relation((counted,), (summed,), RANGES), part="bound", at=((counted, {"T": 0, "gap": 1, "epsilon": 1, "L0": 1, "L1": 1}, 0),)),
)
