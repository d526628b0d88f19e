"""Clipped gradient descent can be arbitrarily faster than gradient descent with a fixed step, when L1 M is large.

"Can": it says that there are classes on which it is. Here L0 = L1 = 1, epsilon = 1/4, F = 2M: for every c, from M = (350 c)^2 on, every
fixed step needs on some member at least c times what clipped gradient descent needs at most on any. M enters as r^2.
(It need not be so: where L1 grows and M does not, both expressions do.)
"""

from theorysim.domains import AboveOne, AtLeastOne
from theorysim.letters import letter, number
from theorysim.model import Claim, Known, Order, Relation, Statement
from theorysim.statements.chapter3.notation import F, epsilon
from theorysim.statements.chapter3.parts.clipped_steps import complexity as clipped
from theorysim.statements.chapter3.parts.fixed_steps import FITS, L0, L1, RANGES, fits
from theorysim.statements.chapter3.theorem_3_4_2 import REPAIRED
from theorysim.statements.chapter3.theorem_3_4_2 import complexity as fixed

c = letter("c", AtLeastOne)
r = letter("r", AboveOne)

M, one, quarter = r**2, number(1), number(1) / 4
_, *members = fits(2 * M, quarter, one, one, M)
speedup = c * clipped(2 * M, quarter, one, one) <= fixed(2 * M, quarter, one, M)

WHY = (
    "What a fixed step needs at least (theorem 3.4.2, repaired) outgrows what clipping needs at most (theorem 3.4.1): like "
    "M/log M, with L0, L1 and epsilon fixed."
)
statement = Statement(
    "remark-3.4.1-faster",
    Claim(
        Relation(
            (*members, speedup.in_words("c times clipped gradient descent's bound is at most what a fixed step needs")),
            (350 * c <= r,),
            {"c": (1.0, 1e6), "r": (1.000001, 1e12)},
        ),
        part="the expressions",
        why=WHY,
        at=((speedup, {"c": 1, "r": 2}, 20 * 16 * 8 + 20 * 8),),
    ),
    Claim(
        Order(clipped(F, epsilon, L0, L1), "not O", floor=Known(fixed, (REPAIRED,)), given=FITS, search=RANGES),
        part="what a fixed step takes",
        why=WHY,
    ),
)
