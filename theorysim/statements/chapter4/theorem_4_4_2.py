"""Projected GClip with tau_k = G k^(alpha - 1), eta_k = 4/(mu (k + 1)): E f(average) - f* <= 16 G^2/(mu (k + 1)^(2 (alpha - 1)/alpha)).

The exponents' places are lost in the text: read are mu (k + 1) and mu (k + 1)^(...). The proof takes tau_k = G k^(1/alpha), and at that
the bound holds, with 6 for 16. At the printed thresholds the bias, of order k^(-(alpha - 1)^2), is too large where alpha (alpha - 1) < 1:
for mu = G = 1 the problem of `rare_and_far` has at least `floor`, which at k = 10^9 and alpha = 1.3 is above the bound.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.lemma_4_7_1 import length, variance
from theorysim.statements.chapter4.notation import RANGES, alpha, beta, k, tau
from theorysim.statements.chapter4.parts.clipping import ONE, under_gradient
from theorysim.statements.chapter4.parts.rare_and_far import EXACT, IS_MEMBER, PROBLEM, floor
from theorysim.statements.chapter4.parts.strong_rate import DRAWN, STEPS, printed_rate, rate
from theorysim.statements.chapter4.proof_4_7_2_weighted import bias_there, moment_there

bound = 16 / (k + 1) ** (2 * beta / alpha)
printed = (floor <= bound).in_words("where a gradient is rarely far off")
REPAIRED = "repaired: tau_k = G k^(1/alpha), and 6 for 16"

statement = Statement(
    "theorem-4.4.2",
    *(Claim(line, part=part) for line, part in PROBLEM),
    Claim(EXACT, part="run exactly"),
    Claim(
        Relation((printed,), IS_MEMBER, RANGES),
        part="the bound",
        cause="exponent",
        why="The proof has k^(1/alpha); k^(alpha - 1) is below that where alpha (alpha - 1) < 1, and a rare gradient loses too much.",
        at=((bound, {"alpha": 2, "k": 3}, 4),),
    ),
    Claim(under_gradient(variance, price=tau ** (2 - alpha)), REPAIRED, "Lemma 4.7.1, the square"),
    Claim(under_gradient(length, price=tau**-beta, along=ONE), REPAIRED, "Lemma 4.7.1, the bias"),
    Claim(Relation((bias_there, moment_there), search=DRAWN | {"t": (1, 1e3)}), REPAIRED, "at tau_k"),
    *(Claim(line, REPAIRED, part) for line, part in STEPS),
    Claim(Relation((printed_rate,), (rate,), DRAWN), REPAIRED, "and so with 16"),
)
