"""P[correct] <= 1/2 + sqrt(k KL/8) <= 1/2 + sqrt(k (p_0 - p_1)^2/(8 p_0 (1 - p_0))), where KL is that of Bern(p_1) from Bern(p_0).

The first is Pinsker's inequality for k tosses, here for exact laws. The second holds for any p_0 and p_1 in (0, 1), of which the letters are
the odds, p/(1 - p): log u <= u - 1.
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letters
from theorysim.maths import log, sqrt
from theorysim.model import Claim, Coins, Relation, Statement, success
from theorysim.statements.chapter4.lemma_4_7_8 import p_0
from theorysim.statements.chapter4.notation import k

odds_0, odds_1 = letters("odds_0 odds_1", Positive)
kl, squares = letters("kl squares", Nonnegative)


def divergence(p, q, not_p, not_q):
    return p * log(p / q) + not_p * log(not_p / not_q)


def chances(odds):
    return odds / (1 + odds), 1 / (1 + odds)


(a, not_a), (b, not_b) = chances(odds_0), chances(odds_1)
first = success <= 1 / 2 + sqrt(k / 8 * divergence(p_0 / 2, p_0, 1 - p_0 / 2, 1 - p_0))
defined = 0 <= divergence(b, a, not_b, not_a)
below = divergence(b, a, not_b, not_a) <= (a - b) ** 2 / (a * not_a)
second = 1 / 2 + sqrt(k / 8 * kl) <= 1 / 2 + sqrt(k / 8 * squares)
ODDS = {"odds_0": (1e-6, 1 / 3), "odds_1": (1e-6, 1 / 3)}

statement = Statement(
    "proof-lemma-4.7.8-pinsker",
    Claim(
        Coins((first,), (p_0, p_0 / 2), k, search={"p_0": (1e-12, 1 / 4), "k": (1, 10**9)}),
        part="Pinsker",
        at=((divergence(a, b, not_a, not_b), {"odds_0": 1, "odds_1": 1}, 0),),
    ),
    Claim(Relation((defined, below), search=ODDS), part="KL", at=((below, {"odds_0": 1, "odds_1": 1}, 0),)),
    Claim(Relation((second,), (kl <= squares,)), part="under the roots"),
)
