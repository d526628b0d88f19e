"""The lower bound of remark 3.4.1 is tight up to a logarithm: the ceiling of theorem 3.4.3 is at most 4 (1 + log M) times the floor.

Read of the two expressions, M L1 + L0 above and L1 M/log M + L0 below; and of the repaired floor, which is one.
(As M falls to 1 the printed lower expression is above the upper one: see remark-3.4.1-lower.)
"""

from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import F, M, epsilon
from theorysim.statements.chapter3.parts.fixed_steps import L0, L1, RANGES
from theorysim.statements.chapter3.remark_3_4_1_lower import floor, repaired_size, size
from theorysim.statements.chapter3.theorem_3_4_3 import bound

ceiling = bound(F, epsilon, L0, L1, M)
tight = ceiling <= 4 * (1 + log(M)) * size
repaired_tight = ceiling <= 4 * (1 + log(M)) * repaired_size
counts = ceiling <= 64 * (1 + log(M)) * floor

WHY = "The ceiling of theorem 3.4.3 is at most 64 (1 + log M) times what a fixed step takes at least (remark 3.4.1, repaired)."
statement = Statement(
    "text-3.4.1-tight",
    Claim(
        Relation((tight,), search=RANGES),
        part="the expressions",
        why=WHY,
        at=((tight, {"F": 1, "epsilon": 1, "L0": 1, "L1": 1, "M": 3}, 16),),
    ),
    Claim(Relation((repaired_tight,), search=RANGES), part="the repaired expression", why=WHY),
    Claim(Relation((counts.in_words("the ceiling against the floor of T"),), search=RANGES), part="the counts", why=WHY),
)
