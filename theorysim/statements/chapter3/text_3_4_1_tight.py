"""The lower bound of remark 3.4.1 is tight up to a logarithm: the ceiling of theorem 3.4.3 is at most 4 (1 + log M) times the floor.

Read of the two expressions, M L1 + L0 above and L1 M/log M + L0 below; and of the repaired floor, which is one.
(As M falls to 1 the printed lower expression is above the upper one: see remark-3.4.1-lower.)
"""

from theorysim.domains import AboveOne, AtLeastOne, Positive
from theorysim.letters import letter, letters
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.fixed_steps import RANGES
from theorysim.statements.chapter3.remark_3_4_1_lower import complexity as floor
from theorysim.statements.chapter3.remark_3_4_1_lower import repaired_size, size
from theorysim.statements.chapter3.theorem_3_4_3 import bound as ceiling

epsilon, F = letters("epsilon F", Positive)
L0, L1 = letters("L0 L1", AtLeastOne)
M = letter("M", AboveOne)


tight = ceiling(F, epsilon, L0, L1, M) <= 4 * (1 + log(M)) * size(F, epsilon, L0, L1, M)
repaired_tight = ceiling(F, epsilon, L0, L1, M) <= 4 * (1 + log(M)) * repaired_size(F, epsilon, L0, L1, M)
counts = ceiling(F, epsilon, L0, L1, M) <= 64 * (1 + log(M)) * floor(F, epsilon, L0, L1, M)


WHY = "The ceiling of theorem 3.4.3 is at most 64 (1 + log M) times what a fixed step takes at least (remark 3.4.1, repaired)."
statement = Statement(
    "text-3.4.1-tight",
    (
        Claim(
            Relation((tight.in_words("4 (M L1 + L0) is at most 4 (1 + log M) (L1 M/log M + L0)"),), search=RANGES),
            part="the expressions",
            why=WHY,
            at=((tight, {"F": 1.0, "epsilon": 1.0, "L0": 1.0, "L1": 1.0, "M": 3.0}, 16.0),),
        ),
        Claim(
            Relation((repaired_tight.in_words("and at most 4 (1 + log M) (L1 M/(log M + 1) + L0)"),), search=RANGES),
            part="the repaired expression",
            why=WHY,
        ),
        Claim(
            Relation((counts.in_words("so the ceiling is at most 64 (1 + log M) times the floor of T"),), search=RANGES),
            part="the counts",
            why=WHY,
        ),
    ),
)
