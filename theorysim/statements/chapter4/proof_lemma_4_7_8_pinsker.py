"""P[correct] <= 1/2 + sqrt(k KL/8) <= 1/2 + sqrt(k (p_0 - p_1)^2/(8 p_0 (1 - p_0))), where KL is that of Bern(p_1) from Bern(p_0).

The first is Pinsker's inequality for k tosses, here for exact laws. The second holds for any p_0 and p_1 in (0, 1): log u <= u - 1.
`odds` is p_0/(1 - p_0), `u` is p_1/p_0 and `v` is (1 - p_1)/(1 - p_0).
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import equals, letters
from theorysim.maths import log, sqrt
from theorysim.model import Claim, Coins, Relation, Statement, success
from theorysim.statements.chapter4.lemma_4_7_8 import p_0
from theorysim.statements.chapter4.notation import k

odds, u, v = letters("odds u v", Positive)
smaller, larger = letters("smaller larger", Nonnegative)
first = success <= 1 / 2 + sqrt(k / 8 * (p_0 / 2 * log(p_0 / 2 / p_0) + (1 - p_0 / 2) * log((1 - p_0 / 2) / (1 - p_0))))
a, not_a = odds / (1 + odds), 1 / (1 + odds)  # p_0, 1 - p_0
is_chance = equals(a * u + not_a * v, 1).in_words("p_1 + (1 - p_1) = 1")
divergence = a * u * log(u) + not_a * v * log(v)
squares = (a - a * u) ** 2 / (a * not_a)
defined, below = 0 <= divergence, divergence <= squares
roots = 1 / 2 + sqrt(k / 8 * smaller) <= 1 / 2 + sqrt(k / 8 * larger)
RANGES = {"odds": (1e-6, 1 / 3), "u": (1e-3, 3), "v": (1e-3, 3), "p_0": (1e-12, 1 / 4), "k": (1, 10**9)}

statement = Statement(
    "proof-lemma-4.7.8-pinsker",
    Claim(
        Coins((first,), (p_0, p_0 / 2), k, search=RANGES), part="Pinsker", at=((first, {"success": 1 / 2, "p_0": 1 / 4, "k": 1}, 1 / 2),)
    ),
    Claim(Relation((defined, below), (is_chance,), RANGES), part="KL", at=((squares, {"odds": 1, "u": 2}, 1),)),
    Claim(Relation((roots,), (smaller <= larger,)), part="the roots"),
)
