"""Reach a gradient norm of epsilon by heavy ball. f + L/2 |last step|^2 falls by L/2 |step|^2 (Zavriev and Kostyuk 1993)."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive
from theorysim.methods.heavy_ball import heavy_ball
from theorysim.model import Bound, Claim, Statement


def alpha(L: Positive):
    return 1 / (2 * L)


def beta():
    return 1 / 2


def bound(F: Positive, epsilon: Positive, L: Positive):  # g = 2 L (last step/2 - step), and 4 L^2 (1/2 + 1)^2 2 F/L = 18 L F
    return 18 * L * F / (epsilon * epsilon)


RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
CLAIM = Claim(Bound(heavy_ball, bound, (lower_bounded, smooth), {"alpha": alpha, "beta": beta}, RANGES))
heavy_ball_smooth = Statement("heavy_ball_smooth", (CLAIM,))
