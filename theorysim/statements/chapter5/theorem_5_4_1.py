"""INGD is within (192 Delta L^2/(epsilon^3 delta)) log(T/gamma) calls at a (delta, epsilon)-stationary point, with 1 - gamma.

T = 4 Delta/(epsilon delta) and K = 48 L^2/epsilon^2, whole here or not. To the letter the number falls short: with T = 1 and gamma near 1
it is less than the first call. What the proof gives, with its restarts counted as rounds and T, K rounded up, is T (K + 1) (1 +
log(T/gamma)/ log(16)); where T/gamma >= 5 that is at most (K + 1) T log(T/gamma), the print but for one call a round and the rounding.
The mended theorem joins its lines: m_(t,k) is in the Goldstein set, a descent gains epsilon delta/4, a round fails with 1/16, given x_t
and what was before. And it is run (`ingd_runs`).
"""

from theorysim.letters import equals
from theorysim.model import Claim, Executed, Relation, Statement, lines
from theorysim.statements.chapter5.lemma_5_7_2 import at_K, small, whole
from theorysim.statements.chapter5.notation import L, epsilon, gamma
from theorysim.statements.chapter5.parts.ingd_runs import RUNS
from theorysim.statements.chapter5.parts.restarts import AT_MOST_LOG
from theorysim.statements.chapter5.parts.restarts import PARTS as OF_RESTARTS
from theorysim.statements.chapter5.parts.search_budget import MENDED, PARTS, SIZES, T_of, one_call, printed
from theorysim.statements.chapter5.parts.search_round import SIZES as OF_ROUND
from theorysim.statements.chapter5.proof_5_7_4_markov import SQUARED
from theorysim.statements.chapter5.proof_5_7_4_recursion import first, one_more, recursion, so_far, v
from theorysim.statements.chapter5.text_5_4_descents import DRAWN, T, n, rounds, within

REPAIRED = "repaired: T (K + 1) (1 + log(T/gamma)/log(16)) calls, T and K rounded up"
ROUND = lines(OF_ROUND, (first, v <= 1), (one_more, recursion, v <= 1, so_far), (small, at_K, whole))

statement = Statement(
    "theorem-5.4.1",
    Claim(
        Relation((one_call,), (equals(T_of, 1), epsilon <= L, gamma < 1), SIZES | {"gamma": (0.9, 1)}),
        cause="constant",
        why="log(T/gamma) restarts are one round more; where T/gamma is near 1 the printed number is below the first call.",
        at=((printed, {"Delta": 1, "L": 1, "epsilon": 4, "delta": 1, "gamma": 1}, 0),),
        second=lines(SIZES, (one_call, gamma < 1)),
    ),
    *(Claim(line, REPAIRED, part) for line, part in zip(ROUND, ("k = 1", "from k to k + 1", "after K"), strict=True)),
    Claim(Relation((n < rounds,), (within, T <= rounds), DRAWN), REPAIRED, "some search is not broken", second=(Executed(RUNS),)),
    *(Claim(line, REPAIRED, "a round fails with 1/16") for line in SQUARED),
    *(Claim(line, REPAIRED, part) for line, part in zip((*AT_MOST_LOG, *MENDED), (*OF_RESTARTS, *PARTS), strict=True)),
)
