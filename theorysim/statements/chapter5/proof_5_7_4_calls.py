"""With probability 1 - gamma epsilon delta/(4 Delta) a search has log(4 Delta/(gamma epsilon delta)) restarts: T K times that is printed.

The first is Lemma 5.7.2 at gamma/T, and T K is 192 Delta L^2/(epsilon^3 delta). But r restarts are r + 1 rounds, and a round is K + 1
calls: where T/gamma is near 1 the printed number is below one call, which every run makes. `search_budget` counts again.
"""

from theorysim.letters import equals
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import Delta, L, delta, epsilon, gamma
from theorysim.statements.chapter5.parts.restarts import AT_MOST_LOG
from theorysim.statements.chapter5.parts.restarts import PARTS as OF_RESTARTS
from theorysim.statements.chapter5.parts.search_budget import MENDED, PARTS, SIZES, K_of, T_of, logarithm, one_call, printed

at_share = equals(log(1 / (gamma / T_of)), logarithm)
product = equals(T_of * K_of, 192 * Delta * L**2 / (epsilon**3 * delta))
REPAIRED = "repaired: T (K + 1) (1 + log(T/gamma)/log(16)) calls, T and K rounded up"

statement = Statement(
    "proof-5.7.4-calls",
    Claim(Relation((at_share,), search=SIZES), part="the lemma at gamma/T"),
    Claim(Relation((product,), search=SIZES), part="T K"),
    Claim(
        Relation((one_call,), (gamma < 1,), SIZES),
        part="calls",
        cause="constant",
        why="r restarts are r + 1 rounds: where gamma epsilon delta is near 4 Delta, log(T/gamma) counts none of them.",
        at=((printed, {"Delta": 1, "L": 1, "epsilon": 4, "delta": 1, "gamma": 1}, 0),),
    ),
    *(Claim(line, REPAIRED, part) for line, part in zip((*AT_MOST_LOG, *MENDED), (*OF_RESTARTS, *PARTS), strict=True)),
)
