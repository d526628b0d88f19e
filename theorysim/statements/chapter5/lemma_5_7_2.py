"""With K = 48 L^2/epsilon^2 the mean of |m_(t,K)|^2 is at most epsilon^2/16, and there are at most log(1/gamma) restarts with 1 - gamma.

48 L^2/epsilon^2 is rarely whole: K may be either whole number next to it, of which the lower one is used below; where it is 0, epsilon >
6.9 L, and no round is left to look at. v_1 <= 1, and the lines of the proof give v_k <= 3/(k + 2); the weight's true minimum (see
proof-5.7.4-minimum) would give 8/(3 k + 5).
"""

from theorysim.model import Claim, Relation, Statement, lines
from theorysim.statements.chapter5.notation import K, L, epsilon, k
from theorysim.statements.chapter5.parts.restarts import AT_MOST_LOG, PARTS
from theorysim.statements.chapter5.parts.search_round import SIZES, after, v
from theorysim.statements.chapter5.proof_5_7_4_markov import SQUARED
from theorysim.statements.chapter5.proof_5_7_4_recursion import first, one_more, recursion, so_far

whole = 48 * L**2 / epsilon**2 - 1 <= K  # the lower of the two, or more
small = v * L**2 <= epsilon**2 / 16
at_K = v <= 3 / (K + 2)
sharper = after <= 8 / (3 * k + 8)
SHARPER = lines(
    SIZES,
    (sharper, after <= v - 3 * v**2 / 8, v <= 1, v <= 8 / (3 * k + 5)),
    (small, v <= 8 / (3 * K + 5), whole),
)

statement = Statement(
    "lemma-5.7.2",
    Claim(Relation((first,), (v <= 1,), SIZES), part="k = 1"),
    Claim(Relation((one_more,), (recursion, v <= 1, so_far), SIZES), part="from k to k + 1", at=((3 / (k + 2), {"k": 1}, 1),)),
    Claim(Relation((small,), (at_K, whole), SIZES), part="the mean of |m_(t,K)|^2", second=SHARPER),
    *(Claim(line, part="a round fails with 1/16") for line in SQUARED),
    *(Claim(line, part=part) for line, part in zip(AT_MOST_LOG, PARTS, strict=True)),
)
