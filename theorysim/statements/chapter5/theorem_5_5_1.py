"""With the printed parameters the mean over t of E|m_t| is at most epsilon/4, where epsilon <= G = sqrt(L^2 + sigma^2).

The print has no such hypothesis; section 5.7.5 adds it. Beyond 8 G beta is negative, where beta < -1 m grows: on f = 0, where g is sigma
or -sigma with 1/2 each, E|m_(t+1)| is at least |beta| E|m_t|, for the mean of g given m_t is 0, and E|m_1| = sigma. Delta and delta make T
any number from 2^13 G^4 log(16 G/epsilon)/epsilon^4 on. From 16 G on p is not even positive. The slips of the proof cost nothing: (5.14)
and (5.15) are true as printed, and (5.16) with (E|m|)^2 is what they need. T may be rounded up or down (eq-5.15).
"""

from theorysim.domains import Count
from theorysim.letters import letter
from theorysim.maths import absolute, log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.eq_5_9_5_11 import SECOND_MOMENT
from theorysim.statements.chapter5.eq_5_12_5_13 import PARTS as OF_THIRD
from theorysim.statements.chapter5.eq_5_12_5_13 import PROOF as THIRD_TERM
from theorysim.statements.chapter5.eq_5_15 import LINES as AT_PARAMETERS
from theorysim.statements.chapter5.eq_5_15 import PARTS as THERE
from theorysim.statements.chapter5.eq_5_16 import DRAWN, tangent
from theorysim.statements.chapter5.notation import epsilon, sigma
from theorysim.statements.chapter5.parts.stochastic_bound import LINES as SUMMED
from theorysim.statements.chapter5.parts.stochastic_bound import PARTS as OF_SUM
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, SMALL, G, beta_of
from theorysim.statements.chapter5.proof_5_7_5_average import PROOF as SOLVED

n = letter("n", Count)  # T - 1
last = absolute(beta_of) ** n * sigma
grows = (last / (n + 1) <= epsilon / 4).in_words("on f = 0, the share of t = T in the mean of E|m_t| is at most epsilon/4")
RUN = (sigma < G, epsilon < 16 * G, 2**13 * G**4 * log(16 * G / epsilon) / epsilon**4 <= n + 1)
REPAIRED = "repaired: where epsilon <= G"

statement = Statement(
    "theorem-5.5.1",
    Claim(
        Relation((grows,), RUN, SIZES | {"sigma": (1e-3, 1e3), "n": (0, 1000)}),
        cause="hypothesis",
        charity=(SMALL,),
        why="Where epsilon > 8 G beta is negative, and below -1 from 11.4 G on, where m grows without end: epsilon <= G is needed.",
        at=((last, {"G": 1, "epsilon": 16, "sigma": 2, "n": 2}, 18),),
    ),
    Claim(SECOND_MOMENT, REPAIRED, "(5.11)"),
    *(Claim(line, REPAIRED, part) for line, part in zip(THIRD_TERM, OF_THIRD, strict=True)),
    *(Claim(line, REPAIRED, part) for line, part in zip(SUMMED, OF_SUM, strict=True)),
    *(Claim(line, REPAIRED, part) for line, part in zip(AT_PARAMETERS, THERE, strict=True)),
    Claim(Relation((tangent,), search=DRAWN), REPAIRED, "(5.16)"),
    *(Claim(line, REPAIRED, part) for line, part in zip(SOLVED, ("without fractions", "beyond epsilon/4", "solved"), strict=True)),
)
