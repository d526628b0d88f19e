"""If f is smooth, delta = epsilon/(3 L) and epsilon/3 for epsilon make 1/(epsilon^4 delta) an O(1/epsilon^5); SGD has O(1/epsilon^4).

The first is Theorem 5.5.1 with proposition 5.3.1: its number of calls holds the factor log(16 G/epsilon) too, which no O(1/epsilon^5) has, so
that the order is that of the number without its logarithm, an O with a tilde. That of SGD is in table-5.1-stochastic.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import L, epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES

chosen = equals(1 / ((epsilon / 3) ** 4 * (epsilon / (3 * L))), 243 * L / epsilon**5)

statement = Statement(
    "text-5.5-smooth-rate",
    Claim(Relation((chosen,), search=SIZES), part="delta = epsilon/(3 L)", at=((chosen, {"L": 1, "epsilon": 3}, 1),)),
)
