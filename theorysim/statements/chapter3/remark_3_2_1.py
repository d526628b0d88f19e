"""Not the linear relation (3.2), any growth of the Hessian with the gradient is enough for clipping to be faster than fixed steps.

Read: ||Hess f|| <= l(||grad f||) for an increasing l that grows without bound ("it can grow with the norm of the gradient", says section
3). For every such l and every c there are M, F and epsilon such that every fixed step needs at least c times what clipping needs at
most. The function with f'' = l(min{f', M}) from f'(0) = 0 (a continuous l; the min keeps f' finite beyond x_0) has gradient M at an x_0
that is little against M, so that steps above 2 x_0/M diverge, and below the slow function crawls. Clipping is theorem 3.4.1 with
L0 = l(1) and an L1 above l wherever it may come.
(For a bounded l all is smooth, and clipping gains at most a constant factor.)
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, maximum, where
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Member, Piece, Relation, Statement, at_most
from theorysim.objectives.power import power as monomial
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.clipped_steps import complexity as clipped
from theorysim.statements.chapter3.parts.fixed_steps import before_stationary, beyond_one, slow_length, slow_rises, slow_start
from theorysim.statements.chapter3.theorem_3_4_2 import STEEP

c = letter("c", AtLeastOne)
epsilon, F, gap, K, L0, l0, L1, lK, lU, M, u, x0 = letters("epsilon F gap K L0 l0 L1 lK lU M u x0", Positive)
h, x = letters("h x", Real)
s, s1, s2 = letters("s s1 s2", Nonnegative)

# how far it is to a gradient M where f'' = l(f'): K is any gradient, l0 = l(0) and lK = l(K)


short = 320 * c * L0 * (s1 + s2) <= M  # x_0 = s1 + s2, the way up to a gradient of K and on to M.
first_stretch = l0 * s1 <= K
second_stretch = lK * s2 <= M - K
grown = 640 * c * L0 <= lK
far_enough = 640 * c * L0 * K <= l0 * M


# every fixed step


backwards = h <= 0
forwards = 0 < h
below = h * M <= 2 * x0
above = 2 * x0 < h * M
slow_smooth = absolute(slow.hessian(x, epsilon)) <= l0
slow_gradient = absolute(slow.gradient(x, epsilon)) <= M


def floor(F: Positive, epsilon: Positive, x0: Positive, M: Positive):
    return F * M / (8 * epsilon * epsilon * x0)


# From the x with gap F down to 87/250 in steps of at most 2 epsilon h.
travels = floor(F, epsilon, x0, M) <= (250 * slow_start - 87) / (500 * epsilon * h)
convex = M * (x0 + s) <= x0 * u  # f' is convex, as l increases: its chord from 0 to x_0 + s lies above it at x_0.
leaps = 2 * (x0 + s) < h * u  # From x = x_0 + s, where the gradient is u, a step lands beyond -x.
stays_steep = epsilon < u
gap_of_mean = gap <= M * x0  # f' is at most M up to x_0.
has_gap = gap <= F
curvature_fits = 3 * epsilon <= l0
gradient_fits = 2 * epsilon <= M
gap_fits = M * x0 <= F


# clipping, with L0 = l(1) and L1 >= l(U), U the largest gradient that it may meet


def dominated(H: Nonnegative, u: Nonnegative, L0: Positive, L1: Positive):
    return H, L0 + L1 * u


def relation(H: Nonnegative, u: Nonnegative, L0: Positive, lU: Positive):
    """||Hess f|| <= l(u), which is at most l(1) where u <= 1, and at most l(U) elsewhere."""
    return H, where(u <= 1, L0, lU)


dominates = lU <= L1
clipped_takes = clipped(F, epsilon, L0, L1) <= 40 * L0 * F / (epsilon * epsilon)
small_epsilon = epsilon * maximum(1, L1) <= L0
faster = c * 40 * L0 * F / (epsilon * epsilon) <= floor(F, epsilon, x0, M)
short_way = 320 * c * L0 * x0 <= M


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


gradient_fits_there = 2 * epsilon <= gradient_there(x0)


MEMBER = (((), slow_smooth.in_words("its Hessian is at most l(0)")), ((), slow_gradient.in_words("its gradient is at most M")))
PIECES = (
    Piece(
        "the slow function rises",
        (backwards.in_words("h <= 0"),),
        (*MEMBER, STEEP, ((before_stationary,), slow_rises.in_words("x_k never falls"))),
    ),
    Piece(
        "the slow function crawls",
        (forwards.in_words("0 < h"), below.in_words("h <= 2 x_0/M")),
        (*MEMBER, STEEP, ((), slow_length.in_words("a step is at most 2 epsilon h")), ((), travels.in_words("the count"))),
    ),
    Piece(
        "the function with f'' = l(f') diverges",
        (above.in_words("2 x_0/M < h"),),
        (
            ((convex,), leaps.in_words("h f'(x) > 2x: |x_k| grows for ever")),
            ((convex,), stays_steep.in_words("the gradient stays above epsilon")),
            ((gap_of_mean,), has_gap.in_words("its gap is at most F")),
        ),
        ("u", "gap"),
    ),
)
ENOUGH = (
    curvature_fits.in_words("3 epsilon <= l(0)"),
    gradient_fits.in_words("2 epsilon <= M"),
    beyond_one.in_words("F >= 5 epsilon/4"),
    gap_fits.in_words("F >= M x_0"),
)
RANGES = {name: (1e-3, 1e6) for name in ("L0", "L1", "M", "x0", "l0", "lK", "K", "F")} | {
    "epsilon": (1e-6, 1e4),
    "h": (-10.0, 1e3),
    "x": (-10.0, 10.0),
}
GROWN = (grown.in_words("l(K) >= 640 c l(1)"), far_enough.in_words("M >= 640 c l(1) K/l(0)"))
LARGE = RANGES | {"lK": (1e3, 1e9), "M": (1e3, 1e15), "c": (1.0, 1e3), "s1": (1e-6, 1e6), "s2": (1e-6, 1e6)}
COUNTS = RANGES | {"c": (1.0, 10.0), "L0": (1.0, 10.0), "x0": (1e-3, 1.0), "M": (1.0, 1e5)}
MONOMIAL = (Member(monomial, {"p": four}, the_x0), Member(slow, {"epsilon": epsilon}, slow_start))
RUN = (beyond_one, gradient_fits_there)
DRAWN = {"x0": (0.5, 10.0), "epsilon": (1e-3, 1e2), "F": (1e-2, 1e4), "share": (0.2, 5.0)}
WHY = "For every increasing l without bound and every c: with M and F large and epsilon small every fixed step is c times slower."
SMALL = (small_epsilon.in_words("epsilon max{1, L1} <= l(1)"),)

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
            Relation((short.in_words("x_0 <= M/(320 c l(1))"),), (first_stretch, second_stretch, *GROWN), LARGE),
            part="the way to M",
            why=WHY,
        ),
        Claim(
            Relation((at_most(dominated, "||Hess f|| <= l(1) + L1 ||grad f||"),), (at_most(relation), dominates), RANGES),
            part="clipping, the class",
            why=WHY,
        ),
        Claim(
            Relation((clipped_takes.in_words("T <= 40 l(1) F/epsilon^2"),), SMALL, RANGES),
            part="clipping, T",
            why=WHY,
        ),
        Claim(
            Relation((faster.in_words("a fixed step needs c times as many"),), (short_way.in_words("M >= 320 c l(1) x_0"),), COUNTS),
            part="faster",
            why=WHY,
        ),
    ),
)
