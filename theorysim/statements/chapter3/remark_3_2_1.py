"""Not the linear relation (3.2), any growth of the Hessian with the gradient is enough for clipping to be faster than fixed steps.

Read: ||Hess f|| <= l(||grad f||) for an increasing l that grows without bound ("it can grow with the norm of the gradient", says section
3). For every such l and every c there are M, F and epsilon such that every fixed step needs at least c times what clipping needs at
most. The function with f'' = l(min{f', M}) from f'(0) = 0 (a continuous l; the min keeps f' finite beyond x_0) has gradient M at an x_0
that is little against M, so that steps above 2 x_0/M diverge, and below the slow function crawls. Clipping is theorem 3.4.1 with
L0 = l(1) and an L1 above l wherever it may come.
(For a bounded l all is smooth, and clipping gains at most a constant factor.)
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real
from theorysim.maths import absolute, maximum, where
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Member, Piece, Relation, Statement, at_most, less
from theorysim.objectives.power import power as monomial
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.fixed_steps import before_stationary, beyond_one, slow_length, slow_rises, slow_start, the_epsilon
from theorysim.statements.chapter3.theorem_3_4_1 import bound as clipped
from theorysim.statements.chapter3.theorem_3_4_2 import STEEP

# how far it is to a gradient M where f'' = l(f'): K is any gradient, l0 = l(0) and lK = l(K)


def short(s1: Nonnegative, s2: Nonnegative, c: AtLeastOne, L0: Positive, M: Positive):
    """x_0 = s1 + s2, the way up to a gradient of K and on to M."""
    return 320 * c * L0 * (s1 + s2), M


def first_stretch(s1: Nonnegative, l0: Positive, K: Positive):
    return l0 * s1, K


def second_stretch(s2: Nonnegative, lK: Positive, K: Positive, M: Positive):
    return lK * s2, M - K


def grown(c: AtLeastOne, L0: Positive, lK: Positive):
    return 640 * c * L0, lK


def far_enough(c: AtLeastOne, L0: Positive, l0: Positive, K: Positive, M: Positive):
    return 640 * c * L0 * K, l0 * M


# every fixed step


def backwards(h: Real):
    return h, 0


def forwards(h: Real):
    return 0, h


def below(h: Real, x0: Positive, M: Positive):
    return h * M, 2 * x0


def above(h: Real, x0: Positive, M: Positive):
    return 2 * x0, h * M


def slow_smooth(x: Real, epsilon: Positive, l0: Positive):
    return absolute(slow.hessian(x, epsilon)), l0


def slow_gradient(x: Real, epsilon: Positive, M: Positive):
    return absolute(slow.gradient(x, epsilon)), M


def floor(F: Positive, epsilon: Positive, x0: Positive, M: Positive):
    return F * M / (8 * epsilon * epsilon * x0)


def travels(h: Real, F: Positive, epsilon: Positive, x0: Positive, M: Positive):
    """From the x with gap F down to 87/250 in steps of at most 2 epsilon h."""
    return floor(F, epsilon, x0, M), (250 * slow_start(F, epsilon) - 87) / (500 * epsilon * h)


def convex(u: Positive, s: Nonnegative, x0: Positive, M: Positive):
    """f' is convex, as l increases: its chord from 0 to x_0 + s lies above it at x_0."""
    return M * (x0 + s), x0 * u


def leaps(u: Positive, s: Nonnegative, h: Real, x0: Positive):
    """From x = x_0 + s, where the gradient is u, a step lands beyond -x."""
    return 2 * (x0 + s), h * u


def stays_steep(u: Positive, epsilon: Positive):
    return epsilon, u


def gap_of_mean(gap: Positive, x0: Positive, M: Positive):
    """f' is at most M up to x_0."""
    return gap, M * x0


def has_gap(gap: Positive, F: Positive):
    return gap, F


def curvature_fits(epsilon: Positive, l0: Positive):
    return 3 * epsilon, l0


def gradient_fits(epsilon: Positive, M: Positive):
    return 2 * epsilon, M


def gap_fits(F: Positive, x0: Positive, M: Positive):
    return M * x0, F


# clipping, with L0 = l(1) and L1 >= l(U), U the largest gradient that it may meet


def dominated(H: Nonnegative, u: Nonnegative, L0: Positive, L1: Positive):
    return H, L0 + L1 * u


def relation(H: Nonnegative, u: Nonnegative, L0: Positive, lU: Positive):
    """||Hess f|| <= l(u), which is at most l(1) where u <= 1, and at most l(U) elsewhere."""
    return H, where(u <= 1, L0, lU)


def dominates(lU: Positive, L1: Positive):
    return lU, L1


def clipped_takes(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return clipped(F, epsilon, L0, L1), 40 * L0 * F / (epsilon * epsilon)


def small_epsilon(epsilon: Positive, L0: Positive, L1: Positive):
    return epsilon * maximum(1, L1), L0


def faster(c: AtLeastOne, F: Positive, epsilon: Positive, L0: Positive, x0: Positive, M: Positive):
    return c * 40 * L0 * F / (epsilon * epsilon), floor(F, epsilon, x0, M)


def short_way(c: AtLeastOne, L0: Positive, x0: Positive, M: Positive):
    return 320 * c * L0 * x0, M


# run: x^4 has f'' = 12 (f'/4)^(2/3)


def four():
    return 4


def the_x0(x0: Positive):
    return x0


def gradient_there(x0):
    return 4 * x0 * x0 * x0


def step_size(share: Positive, x0: Positive):
    return share * 2 * x0 / gradient_there(x0)


def floor_there(F: Positive, epsilon: Positive, x0: Positive):
    return floor(F, epsilon, x0, gradient_there(x0))


def gradient_fits_there(epsilon: Positive, x0: Positive):
    return 2 * epsilon, gradient_there(x0)


MEMBER = (((), at_most(slow_smooth, "its Hessian is at most l(0)")), ((), at_most(slow_gradient, "its gradient is at most M")))
PIECES = (
    Piece(
        "the slow function rises",
        (at_most(backwards, "h <= 0"),),
        (*MEMBER, STEEP, ((less(before_stationary),), at_most(slow_rises, "x_k never falls"))),
    ),
    Piece(
        "the slow function crawls",
        (less(forwards, "0 < h"), at_most(below, "h <= 2 x_0/M")),
        (*MEMBER, STEEP, ((), at_most(slow_length, "a step is at most 2 epsilon h")), ((), at_most(travels, "the count"))),
    ),
    Piece(
        "the function with f'' = l(f') diverges",
        (less(above, "2 x_0/M < h"),),
        (
            ((at_most(convex),), less(leaps, "h f'(x) > 2x: |x_k| grows for ever")),
            ((at_most(convex),), less(stays_steep, "the gradient stays above epsilon")),
            ((at_most(gap_of_mean),), at_most(has_gap, "its gap is at most F")),
        ),
        ("u", "gap"),
    ),
)
ENOUGH = (
    at_most(curvature_fits, "3 epsilon <= l(0)"),
    at_most(gradient_fits, "2 epsilon <= M"),
    at_most(beyond_one, "F >= 5 epsilon/4"),
    at_most(gap_fits, "F >= M x_0"),
)
RANGES = {name: (1e-3, 1e6) for name in ("L0", "L1", "M", "x0", "l0", "lK", "K", "F")} | {
    "epsilon": (1e-6, 1e4),
    "h": (-10.0, 1e3),
    "x": (-10.0, 10.0),
}
GROWN = (at_most(grown, "l(K) >= 640 c l(1)"), at_most(far_enough, "M >= 640 c l(1) K/l(0)"))
LARGE = RANGES | {"lK": (1e3, 1e9), "M": (1e3, 1e15), "c": (1.0, 1e3), "s1": (1e-6, 1e6), "s2": (1e-6, 1e6)}
COUNTS = RANGES | {"c": (1.0, 10.0), "L0": (1.0, 10.0), "x0": (1e-3, 1.0), "M": (1.0, 1e5)}
MONOMIAL = (Member(monomial, {"p": four}, the_x0), Member(slow, {"epsilon": the_epsilon}, slow_start))
RUN = (at_most(beyond_one), at_most(gradient_fits_there))
DRAWN = {"x0": (0.5, 10.0), "epsilon": (1e-3, 1e2), "F": (1e-2, 1e4), "share": (0.2, 5.0)}
WHY = "For every increasing l without bound and every c: with M and F large and epsilon small every fixed step is c times slower."
SMALL = (at_most(small_epsilon, "epsilon max{1, L1} <= l(1)"),)

statement = Statement(
    "remark-3.2.1",
    (
        Claim(
            Cover(PIECES, ENOUGH, (), RANGES),
            part="every fixed step",
            why=WHY,
            second=(Family(gradient_descent, MONOMIAL, floor_there, {"eta": step_size}, RUN, DRAWN),),
            at=((floor, (8.0, 1.0, 2.0, 6.0), 3.0),),
        ),
        Claim(
            Relation((at_most(short, "x_0 <= M/(320 c l(1))"),), (at_most(first_stretch), at_most(second_stretch), *GROWN), LARGE),
            part="the way to M",
            why=WHY,
        ),
        Claim(
            Relation((at_most(dominated, "||Hess f|| <= l(1) + L1 ||grad f||"),), (at_most(relation), at_most(dominates)), RANGES),
            part="clipping, the class",
            why=WHY,
        ),
        Claim(
            Relation((at_most(clipped_takes, "T <= 40 l(1) F/epsilon^2"),), SMALL, RANGES),
            part="clipping, T",
            why=WHY,
        ),
        Claim(
            Relation((at_most(faster, "a fixed step needs c times as many"),), (at_most(short_way, "M >= 320 c l(1) x_0"),), COUNTS),
            part="faster",
            why=WHY,
        ),
    ),
)
