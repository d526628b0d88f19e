"""Clipped gradient descent can be arbitrarily faster than gradient descent with a fixed step, when L1 M is large.

"Can": it says that there are classes on which it is. Here L0 = L1 = 1, epsilon = 1/4, F = 2M: for every c, from M = (350 c)^2 on, every
fixed step needs on some member at least c times what clipped gradient descent needs at most on any. M enters as r^2.
(It need not be so: where L1 grows and M does not, both expressions do.)
"""

from theorysim.domains import AboveOne, AtLeastOne, Positive
from theorysim.letters import letter
from theorysim.model import Claim, Known, Order, Relation, Statement, at_most
from theorysim.statements.chapter3 import theorem_3_4_2
from theorysim.statements.chapter3.parts import fixed_steps
from theorysim.statements.chapter3.parts.fixed_steps import RANGES
from theorysim.statements.chapter3.theorem_3_4_1 import bound as clipped
from theorysim.statements.chapter3.theorem_3_4_2 import complexity as fixed

c = letter("c", AtLeastOne)
r = letter("r", AboveOne)


M = r * r
speedup = c * clipped(2 * M, 1 / 4, 1, 1) <= fixed(2 * M, 1 / 4, 1, M)
large = 350 * c <= r


def gradient_fits(r: AboveOne):
    return fixed_steps.gradient_fits(r * r, 1 / 4)


def gap_fits(r: AboveOne):
    return fixed_steps.gap_fits(2 * r * r, 1, r * r)


def curvature_fits():
    return fixed_steps.curvature_fits(1, 1 / 4)


def clipped_at_most(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne):
    return clipped(F, epsilon, L0, L1)


statement = Statement(
    "remark-3.4.1-faster",
    (
        Claim(
            Relation(
                (
                    at_most(curvature_fits, "3 epsilon <= L0"),
                    at_most(gradient_fits, "2 epsilon <= M"),
                    at_most(gap_fits, "F >= (2M - 1)/(2 L1)"),
                    speedup.in_words("c times clipped gradient descent's bound is at most what a fixed step needs"),
                ),
                (large.in_words("M >= (350 c)^2"),),
                {"c": (1.0, 1e6), "r": (1.000001, 1e12)},
            ),
            second=(
                Order(clipped_at_most, "not O", floor=Known(fixed, (theorem_3_4_2.REPAIRED,)), given=theorem_3_4_2.FITS, search=RANGES),
            ),
            why="What a fixed step needs at least (theorem 3.4.2, repaired) outgrows what clipping needs at most (theorem 3.4.1): like "
            "M/log M, with L0, L1 and epsilon fixed.",
            at=((speedup, {"c": 1.0, "r": 2.0}, 20.0 * 16 * 8 + 20.0 * 8),),
        ),
    ),
)
