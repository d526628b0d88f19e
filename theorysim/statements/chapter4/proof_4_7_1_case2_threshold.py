"""|grad f| >= tau/2 >= 8 sigma for the eta and the tau of Theorem 4.4.1.

The first is the second case itself: the text before it says >=, its heading >. The second says (eta L)^(-1/alpha) >= 16, which is eta <=
1/(16^alpha L); from eta <= 1/(4 L) follows tau >= 4^(1/alpha) sigma, no more.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, L, alpha, sigma
from theorysim.statements.chapter4.parts.nonconvex_rate import Z, step, threshold

printed = 8 * sigma <= threshold(step, L) / 2
mended = 8 * sigma <= threshold(Z**alpha / L, L) / 2
reached = sigma / Z <= threshold(Z**alpha / L, L)

statement = Statement(
    "proof-4.7.1-case2-threshold",
    Claim(
        Relation((printed,), search=RANGES),
        cause="hypothesis",
        why="Where eta is 1/(4 L), tau is 4^(1/alpha) sigma: less than 16 sigma.",
        at=((printed, {"sigma": 1 / 12, "F": 1, "K": 1, "L": 1, "alpha": 2}, 2 / 3),),
    ),
    Claim(
        Relation((mended,), (16 * Z <= 1,), RANGES | {"Z": (1e-6, 1)}, hints=(reached, 16 * sigma <= sigma / Z)),
        "repaired: where eta <= 1/(16^alpha L)",
        why="With Z = (eta L)^(1/alpha) it says Z <= 1/16; for a longer step it is false.",
    ),
)
