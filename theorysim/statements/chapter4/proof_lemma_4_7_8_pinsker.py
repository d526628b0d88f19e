"""P[correct] <= 1/2 + sqrt(k KL/8) <= 1/2 + sqrt(k (p_0 - p_1)^2/(8 p_0 (1 - p_0))), where KL is that of Bern(p_1) from Bern(p_0).

The first is Pinsker's inequality for k tosses, here for exact laws. The second holds for any p_0 and p_1 in (0, 1): log u <= u - 1.
"""

from typing import Annotated

from theorysim.domains import Domain
from theorysim.letters import letter
from theorysim.maths import log, sqrt
from theorysim.model import Claim, Coins, Relation, Statement, success
from theorysim.statements.chapter4.notation import k
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, p, root

Inside = Annotated[float, Domain("between 0 and 1", low=0, high=1)]
p_0, p_1 = letter("p_0", Inside), letter("p_1", Inside)


def divergence(p_1, p_0):
    return p_1 * log(p_1 / p_0) + (1 - p_1) * log((1 - p_1) / (1 - p_0))


kl = divergence(p_1, p_0)
squares = (p_0 - p_1) ** 2 / (p_0 * (1 - p_0))
first = success <= 1 / 2 + sqrt(k / 8 * divergence(p(1, root), p(0, root)))
second = 1 / 2 + sqrt(k / 8 * kl) <= 1 / 2 + sqrt(k / 8 * squares)
under_the_roots = (0 <= kl, kl <= squares)

statement = Statement(
    "proof-lemma-4.7.8-pinsker",
    Claim(
        Coins((first,), (p(0, root), p(1, root)), k, search=RANGES),
        part="Pinsker",
        at=((divergence(p_1, p_0), {"p_0": 1 / 2, "p_1": 1 / 2}, 0),),
    ),
    Claim(Relation(under_the_roots, search={"k": RANGES["k"]}), part="under the roots"),
    Claim(Relation((second,), under_the_roots, {"k": RANGES["k"]}), part="KL", at=((squares, {"p_0": 1 / 2, "p_1": 1 / 4}, 1 / 4),)),
)
