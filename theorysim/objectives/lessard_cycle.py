"""Steepen at both ends of a flatter middle, where heavy ball falls into a cycle. Thesis, figure 2-1, of Lessard, Recht and Packard (2016).

Strongly convex with mu = 1 and 25-smooth. Tuned for quadratics, alpha = 4/(sqrt(L) + sqrt(mu))^2 = 1/9 and
beta = ((sqrt(L) - sqrt(mu))/(sqrt(L) + sqrt(mu)))^2 = 4/9, heavy ball does not converge from 33/10: it repeats three points.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate
from theorysim.entries import Objective, Satisfies
from theorysim.maths import where


def value(x: Coordinate):
    return where(x < 1, 25 * x * x / 2, where(x < 2, x * x / 2 + 24 * x - 12, 25 * x * x / 2 - 24 * x + 36))


def gradient(x: Coordinate):
    return where(x < 1, 25 * x, where(x < 2, x + 24, 25 * x - 24))


def hessian(x: Coordinate):
    return where(x < 1, 25, where(x < 2, 1, 25))


def minimum():
    return 0


def minimizer():
    return 0


def start():
    return 33 / 10


def steepest():
    return 25


def flattest():
    return 1


def too_small():
    return 24


def too_large():
    return 2


lessard_cycle = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable, holds=False),
        Satisfies(smooth, {"L": steepest}),
        Satisfies(smooth, {"L": too_small}, holds=False),
        Satisfies(l0_l1_smooth, {"L0": steepest}),  # with any L1
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": flattest}),
        Satisfies(strongly_convex, {"mu": too_large}, holds=False),
        Satisfies(lipschitz, holds=False),
    ),
    minimum,
    start,
    minimizer=minimizer,
)

presets = {
    "heavy ball in a cycle": {"method": "heavy_ball", "alpha": "1/9", "beta": "4/9", "start": 3.3, "steps": 60},
    "heavy ball arrives": {"method": "heavy_ball", "alpha": "1/25", "beta": "1/5", "start": 3.3, "steps": 60},
}
