"""|grad f| >= tau/2 >= 8 sigma for the eta and the tau of Theorem 4.4.1.

The first is the second case itself: the text before it says >=, its heading >. The second says (eta L)^(-1/alpha) >= 16, which is eta <=
1/(16^alpha L); from eta <= 1/(4 L) follows tau >= 4^(1/alpha) sigma, no more.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, L, p, sigma
from theorysim.statements.chapter4.parts.nonconvex_rate import shorter, step, threshold

printed = 8 * sigma <= threshold(step, L) / 2
mended = 8 * sigma <= threshold(p * shorter, L) / 2

statement = Statement(
    "proof-4.7.1-case2-threshold",
    Claim(
        Relation((printed,), search=RANGES),
        cause="hypothesis",
        why="Where eta is 1/(4 L), tau is 4^(1/alpha) sigma: less than 16 sigma.",
        at=((printed, {"sigma": 1 / 12, "F": 1, "K": 1, "L": 1, "alpha": 2}, 2 / 3),),
    ),
    Claim(
        Relation((mended,), search=RANGES),
        "repaired: where eta <= 1/(16^alpha L)",
        why="Such an eta is p/(16^alpha L) with p in (0, 1]; for a longer step it is false.",
    ),
)
