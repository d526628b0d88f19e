"""gamma = (4 epsilon)^(1/(alpha - 1)) is in (0, 1/2], and p_nu, in three ways of writing it, is in (0, 1).

What other statements use of gamma is its law, gamma^(alpha - 1) = 4 epsilon.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, beta
from theorysim.statements.chapter4.parts.two_hypotheses import COINS, RANGES, epsilon, p, root


def second(nu):
    return (4 * epsilon) ** (alpha / beta) - 2 * nu * (4 * epsilon**alpha) ** (1 / beta)


def third(nu):
    return (4 - 2 * nu) * (4 * epsilon**alpha) ** (1 / beta)


positive, at_most_half = 0 < root, root <= 1 / 2
lawful = equals(root**beta, 4 * epsilon)
written = tuple(side for nu in COINS for side in (equals(p(nu, root, epsilon), second(nu)), equals(second(nu), third(nu))))
between = tuple(side for nu in COINS for side in (0 < p(nu, root, epsilon), p(nu, root, epsilon) < 1))

statement = Statement(
    "proof-4.7.6-probabilities",
    Claim(Relation((positive, at_most_half, lawful), search=RANGES), part="gamma", at=((root, {"alpha": 3 / 2, "epsilon": 1 / 8}, 1 / 4),)),
    Claim(Relation(written, search=RANGES), part="p_nu in three ways", at=((third(0), {"alpha": 3 / 2, "epsilon": 1 / 8}, 1 / 8),)),
    Claim(
        Relation(between, search=RANGES, hints=(at_most_half,)),
        part="p_nu in (0, 1)",
        at=((p(1, root, epsilon), {"alpha": 2, "epsilon": 1 / 8}, 1 / 8),),
    ),
)
