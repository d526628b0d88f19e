"""(gamma epsilon)^2/(4 gamma^alpha) is (4^(3/alpha - 2) epsilon)^(alpha/(alpha - 1)), not (4^(2 - 1/alpha) epsilon)^(alpha/(alpha - 1)).

The two differ by the factor 4^4: the left side is p_0/64, the printed one 4 p_0, from which p_0 of the lemma does not follow. Where the
line before is mended, 2 (gamma epsilon)^2/(3 gamma^alpha) is p_0/24: the lemma follows, for all alpha.
"""

from theorysim.letters import equals
from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, beta, k
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, epsilon, root

third = (root * epsilon) ** 2 / (4 * root**alpha)
fourth = (4 ** (2 - 1 / alpha) * epsilon) ** (alpha / beta)
lemma = (4 * epsilon) ** (alpha / beta)
printed = equals(1 / 2 + sqrt(k * third), 1 / 2 + sqrt(k * fourth))
gives = 1 / 2 + sqrt(k * fourth) <= 1 / 2 + sqrt(k * lemma)
mended = (4 ** (3 / alpha - 2) * epsilon) ** (alpha / beta)
is_mended, recalled = equals(third, mended), mended <= lemma
is_line = equals(2 * (root * epsilon) ** 2 / (3 * root**alpha), lemma / 24)
BY_HAND = {"alpha": 2, "epsilon": 1 / 8}
REPAIRED = "repaired: 4^(3/alpha - 2)"

statement = Statement(
    "proof-lemma-4.7.8-fourth",
    Claim(
        Relation((printed,), search=RANGES),
        part="identity",
        cause="exponent",
        why="gamma^(2 - alpha) epsilon^2/4 has 4^((3 - 2 alpha)/(alpha - 1)); printed is 2 alpha - 1 for 3 - 2 alpha.",
        at=((fourth, BY_HAND, 1),),
    ),
    Claim(
        Relation((gives,), search=RANGES),
        part="gives the lemma",
        cause="exponent",
        why="The printed line is twice as far above 1/2 as the lemma.",
        at=((lemma, BY_HAND, 1 / 4),),
    ),
    Claim(Relation((is_mended,), search=RANGES), REPAIRED, "under the roots", at=((third, BY_HAND, 1 / 256),)),
    Claim(Relation((recalled,), search=RANGES), REPAIRED, "gives the lemma"),
    Claim(
        Relation((is_line,), search=RANGES),
        REPAIRED,
        "from the line before, mended",
        why="k p_0/24 stands under the root then, and k p_0 in the lemma.",
    ),
)
