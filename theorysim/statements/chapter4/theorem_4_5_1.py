"""CClip with tau_k = B k^(alpha - 1) under Assumption 4.5.1: E f(average) - f* <= 16 |B|_2^2/(mu (k + 1)^(2 (alpha - 1)/alpha)).

Whatever "appropriate step-sizes and averaging" are, of mu, B and k: at these thresholds, in one dimension, two problems (`clipped_alike`)
look the same, and in one of them the error is at least `floor`, which at k = 10^9 and alpha = 1.3 is above the bound. With tau_k = B
k^(1/alpha), and the steps, weights and projection of Theorem 4.4.2, which the proof takes, it holds, and 6 would do for 16. In the lines
G is |B|_2.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.lemma_4_7_5_bias import length
from theorysim.statements.chapter4.lemma_4_7_5_moment import mended
from theorysim.statements.chapter4.notation import RANGES, B, alpha, beta, k, tau
from theorysim.statements.chapter4.parts.clipped_alike import EXACT, IS_MEMBER, PROBLEMS, floor
from theorysim.statements.chapter4.parts.clipping import ONE, under_gradient
from theorysim.statements.chapter4.parts.strong_rate import DRAWN, STEPS, printed_rate, rate
from theorysim.statements.chapter4.parts.sum_of_coordinates import COORDINATES

bound = 16 / (k + 1) ** (2 * beta / alpha)
printed = (floor <= bound).in_words("in one dimension, in one of two problems that look the same")
REPAIRED = "repaired: tau_k = B k^(1/alpha), and 6 for 16"

statement = Statement(
    "theorem-4.5.1",
    *(Claim(line, part=part) for line, part in PROBLEMS),
    Claim(EXACT, part="run exactly"),
    Claim(
        Relation((printed,), IS_MEMBER, RANGES),
        part="the bound",
        cause="exponent",
        why="The proof has k^(1/alpha); at k^(alpha - 1) a rare gradient is clipped too much, and no step size brings back what is lost.",
        at=((bound, {"alpha": 2, "k": 3}, 4),),
    ),
    Claim(under_gradient(length, price=tau**-beta, along=ONE, bound=B), REPAIRED, "a coordinate's bias"),
    Claim(under_gradient(mended, price=tau ** (2 - alpha), bound=B), REPAIRED, "a coordinate's square"),
    *(Claim(line, REPAIRED, part) for line, part in (*COORDINATES, *STEPS)),
    Claim(Relation((printed_rate,), (rate,), DRAWN), REPAIRED, "and so with 16"),
    echo="theorem-4.4.2",
)
