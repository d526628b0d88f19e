"""For any algorithm max_b E f_b is at least 1/(2^14 k^(2 (alpha - 1)/alpha)): the worse of two b is no better than their mean.

Printed, the noise comes before k, and the proof chooses its epsilon from k. One noise for all k does, with 2^18 for 2^14: for each
epsilon = 4^-j/16 it is (4.5) at b = 2 epsilon and at b = epsilon (no two j share a b), and none at other b. For each k one of them is
`share` times the epsilon of the proof, with 1/4 <= share <= 1. What an algorithm draws itself does not help: it is a mean over rules. The
second way to the bound are algorithms, run exactly.
"""

from typing import Annotated

from theorysim.domains import Domain
from theorysim.letters import letter
from theorysim.model import Claim, Coins, Executed, Statement, doubt
from theorysim.statements.chapter4.eq_4_5 import LEFT_OUT, MEAN, MOMENT, SELDOM
from theorysim.statements.chapter4.notation import alpha, beta, k
from theorysim.statements.chapter4.parts.coin_in_hand import COIN
from theorysim.statements.chapter4.parts.rules_against_the_coin import TRIALS
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, chosen, likelier, rate
from theorysim.statements.chapter4.text_4_7_6_constant import small

share = letter("share", Annotated[float, Domain("from 1/4 to 1", low=0.25, high=1, low_open=False, high_open=False)])
shared = (4 * share * chosen) ** (alpha / beta)
for_k = rate / 2**14 <= chosen**2 * doubt / 2
for_all_k = rate / 2**18 <= (share * chosen) ** 2 * doubt / 2

FOR_K = Coins((for_k,), (likelier, likelier / 2), k, search=RANGES, hints=(small,))
FOR_ALL_K = Coins((for_all_k,), (shared, shared / 2), k, search=RANGES, hints=(16 * k * shared <= 1,))
ALGORITHMS = Executed(TRIALS)

statement = Statement(
    "theorem-4.7.6",
    Claim(MEAN, part="(4.3), the mean"),
    Claim(SELDOM, part="(4.3), p_nu"),
    Claim(LEFT_OUT, part="(4.3), the moment"),
    Claim(MOMENT, part="(4.3), its two terms"),
    Claim(FOR_K, part="a noise for each k", second=(ALGORITHMS,), at=((rate / 2**14, {"alpha": 2, "k": 4}, 2**-16),)),
    Claim(FOR_ALL_K, part="one noise for all k"),
    instance=COIN,
)
