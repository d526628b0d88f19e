"""Hold gradient descent of step 1 ever longer near 0 and near 1, in turn. Thesis, section 6.4.1, theorem 6.4.3.

x - f'(x) maps [0, 1] onto itself continuously, in three monotone pieces: x + 4 x^3 up to 1/2, 3 - 4 x up to 3/4, then
1 - u - 48 u^3 with u = 1 - x. It leaves 0 and 1 so slowly that the share of time spent near either has no limit, from almost every
start in (0, 1): the arcsine law of maps with two such fixed points (Thaler 2002, Thaler and Zweimüller 2006). As
f(0) = 0 and f(1) = 1/64, the time average of f itself has no limit. In one variable every continuous map is a step of
gradient descent; beyond [0, 1] f is constant, and on the whole line it is 9-smooth and 3/4-Lipschitz.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate
from theorysim.entries import Objective, Satisfies
from theorysim.maths import power, where


def value(x: Coordinate):
    u = 1 - x
    right = where(x < 1, 1 / 64 - 12 * u * u * u * u, 1 / 64 + 0 * x)  # NaN where x is
    return where(x < 0, 0, where(x < 1 / 2, -x * x * x * x, where(x < 3 / 4, 5 * x * x / 2 - 3 * x + 13 / 16, right)))


def gradient(x: Coordinate):
    u = 1 - x
    right = where(x < 1, 48 * u * u * u, 0 * x)  # NaN where x is
    return where(x < 0, 0, where(x < 1 / 2, -4 * x * x * x, where(x < 3 / 4, 5 * x - 3, right)))


def hessian(x: Coordinate):
    u = 1 - x
    return where(x < 0, 0, where(x < 1 / 2, -12 * x * x, where(x < 3 / 4, 5, where(x < 1, -144 * u * u, 0))))


def minimum():
    return -7 / power(80, 1)  # at 3/5; a word of `maths`, so that no float is rounded before it is read


def start():
    return 1 / 3


def largest():
    return 9


def too_small():
    return 4


def below():
    return -1 / 8


def steepest():
    return 3 / 4


intermittent = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": below}),
        Satisfies(twice_differentiable, holds=False),
        Satisfies(smooth, {"L": largest}),
        Satisfies(smooth, {"L": too_small}, holds=False),
        Satisfies(l0_l1_smooth, {"L0": largest}),  # with any L1
        Satisfies(lipschitz, {"L": steepest}),
        Satisfies(convex, holds=False),
    ),
    minimum,
    start,
)
