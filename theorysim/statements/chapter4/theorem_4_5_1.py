"""CClip with tau_k = B k^(alpha - 1) under Assumption 4.5.1: E f(average) - f* <= 16 |B|_2^2/(mu (k + 1)^(2 (alpha - 1)/alpha)).

"Appropriate step-sizes and averaging" are read as those that its proof takes, of Theorem 4.4.2: eta_k = 4/(mu (k + 1)), weights k, and the
projection. In one dimension it is then that theorem, with the same threshold, which fails; with tau_k = B k^(1/alpha), which the proof
takes, it holds, and 6 would do for 16. In the lines G is |B|_2.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.lemma_4_7_5_bias import length
from theorysim.statements.chapter4.lemma_4_7_5_moment import mended
from theorysim.statements.chapter4.notation import RANGES, B, alpha, beta, k, tau
from theorysim.statements.chapter4.parts.clipping import ONE, under_gradient
from theorysim.statements.chapter4.parts.rare_and_far import IS_MEMBER, PROBLEM, floor
from theorysim.statements.chapter4.parts.strong_rate import DRAWN, STEPS, printed_rate, rate
from theorysim.statements.chapter4.parts.sum_of_coordinates import COORDINATES

bound = 16 / (k + 1) ** (2 * beta / alpha)
printed = (floor <= bound).in_words("in one dimension, where a gradient is rarely far off")
REPAIRED = "repaired: tau_k = B k^(1/alpha), and 6 for 16"

statement = Statement(
    "theorem-4.5.1",
    *(Claim(line, part=part) for line, part in PROBLEM),
    Claim(
        Relation((printed,), IS_MEMBER, RANGES),
        part="the bound",
        cause="exponent",
        why="In one dimension it is Theorem 4.4.2, at whose printed thresholds a rare gradient is clipped too much.",
        at=((bound, {"alpha": 2, "k": 3}, 4),),
    ),
    Claim(under_gradient(length, price=tau**-beta, along=ONE, bound=B), REPAIRED, "a coordinate's bias"),
    Claim(under_gradient(mended, price=tau ** (2 - alpha), bound=B), REPAIRED, "a coordinate's square"),
    *(Claim(line, REPAIRED, part) for line, part in (*COORDINATES, *STEPS)),
    Claim(Relation((printed_rate,), (rate,), DRAWN), REPAIRED, "and so with 16"),
    echo="theorem-4.4.2",
)
