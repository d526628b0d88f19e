"""No rule that sees k tosses names the coin with more than probability 1/2 + sqrt(k (4 epsilon)^(alpha/(alpha - 1))).

The probability is over the coin, too, each as likely, as in the proof. With p_0 = (4 epsilon)^(alpha/(alpha - 1)), any number up to 1/4,
and p_1 = p_0/2 (proof-4.7.6-probabilities) it is at most 1, and at most 1/2 + k (p_0 - p_1)/2: two coins that are tossed together show
the same but with probability p_0 - p_1.
"""

from typing import Annotated

from theorysim.domains import Domain
from theorysim.letters import letter
from theorysim.maths import sqrt
from theorysim.model import Claim, Coins, Relation, Statement, success
from theorysim.statements.chapter4.notation import alpha, beta, k
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, epsilon

p_0 = letter("p_0", Annotated[float, Domain("at most 1/4", low=0, high=1 / 4, high_open=False)])
named = success <= 1 / 2 + sqrt(k * p_0)
likelier = (4 * epsilon) ** (alpha / beta)
allowed = 4 * likelier <= 1

statement = Statement(
    "lemma-4.7.8",
    Claim(Relation((allowed, 0 < likelier), search=RANGES), part="p_0", at=((likelier, {"alpha": 3 / 2, "epsilon": 1 / 8}, 1 / 8),)),
    Claim(
        Coins((named,), (p_0, p_0 / 2), k, search={"p_0": (1e-12, 1 / 4), "k": RANGES["k"]}),
        part="success",
        at=((1 / 2 + sqrt(k * p_0), {"p_0": 1 / 4, "k": 1}, 1),),
    ),
)
