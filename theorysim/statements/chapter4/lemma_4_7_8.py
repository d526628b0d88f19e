"""No rule that sees k tosses names the coin with more than probability 1/2 + sqrt(k (4 epsilon)^(alpha/(alpha - 1))).

The probability is over the coin, too, each as likely, as in the proof. It is at most 1, and at most 1/2 + k (p_0 - p_1)/2: two coins that are
tossed together show the same but with probability p_0 - p_1. Here p_0 - p_1 = p_0/2 with p_0 = (4 epsilon)^(alpha/(alpha - 1)).
"""

from theorysim.maths import sqrt
from theorysim.model import Claim, Coins, Statement, success
from theorysim.statements.chapter4.notation import alpha, beta, k
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, epsilon, p, root

bound = 1 / 2 + sqrt(k * (4 * epsilon) ** (alpha / beta))
named = success <= bound

statement = Statement(
    "lemma-4.7.8",
    Claim(
        Coins((named,), (p(0, root), p(1, root)), k, search=RANGES),
        at=((bound, {"alpha": 2, "epsilon": 1 / 8, "k": 1}, 1),),
    ),
)
