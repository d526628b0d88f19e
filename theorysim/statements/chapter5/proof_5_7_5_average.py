"""If 4 G a^2/(a + 4 G) <= epsilon^2/17 for a, the mean of |m_t| over t, and epsilon <= G, then a <= epsilon/4; no more, where epsilon = G.

Were a more than epsilon/4, the left side would be more than at epsilon/4, for it increases; and that is epsilon^2/(16 + epsilon/G).
"""

from theorysim.domains import Positive
from theorysim.letters import letter
from theorysim.model import Claim, Relation, Statement, lines
from theorysim.statements.chapter5.notation import epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, SMALL, G

a = letter("a", Positive)
average = a <= epsilon / 4
given = 4 * G * a**2 / (a + 4 * G) <= epsilon**2 / 17
cleared = 68 * G * a**2 <= epsilon**2 * (a + 4 * G)
beyond = epsilon**2 * (a + 4 * G) < 68 * G * a**2
DRAWN = SIZES | {"a": (1e-6, 1e3), "epsilon": (1e-6, 1e3)}
PROOF = lines(DRAWN, (cleared, given), (beyond, epsilon / 4 < a, SMALL), (average, cleared, SMALL))

statement = Statement(
    "proof-5.7.5-average",
    Claim(Relation((cleared,), (given,), DRAWN), part="without fractions", at=((given, {"a": 4, "G": 1, "epsilon": 1}, 8),)),
    Claim(Relation((beyond,), (epsilon / 4 < a, SMALL), DRAWN), part="beyond epsilon/4"),
    Claim(Relation((average,), (cleared, SMALL), DRAWN), part="solved"),
)
