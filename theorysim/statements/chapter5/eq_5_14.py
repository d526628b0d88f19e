"""The mean of q |m_t|^2/(p |m_t| + q) over t is at most 4 q Delta/T + 2 beta G^2/(T (1 - beta)) + 2 (1 - beta) G^2/beta.

The displays before it have beta^2 where beta is right (proof-5.7.5-regroup); that would leave 2 G^2 for 2 beta G^2. But A_1 is less than
G^2/q by a factor of 4/5 at the parameters of Theorem 5.5.1, and the print stands: `stochastic_bound`. It asks for beta >= 4/5, which
epsilon <= G gives, as the proof assumes in its next sentence; beyond 8 G beta is negative, and so may be the right side.
"""

from theorysim.model import Claim, Statement
from theorysim.statements.chapter5.parts.stochastic_bound import LINES, PARTS
from theorysim.statements.chapter5.parts.stochastic_steps import M, share

statement = Statement(
    "eq-5.14",
    Claim(LINES[0], part=PARTS[0], at=((share(M), {"p": 1, "q": 1, "M": 1}, 1 / 2),)),
    *(Claim(line, part=part) for line, part in zip(LINES[1:], PARTS[1:], strict=True)),
)
