"""Grow exponentially on both sides of a parabola. Thesis, section 3.7.2, first function.

The gradient at (log M + 1)/L1 is M, so the sublevel set of that start has gradients up to M.
"""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import absolute, exp, where


def value(x: Coordinate, L1: Positive = 2):
    return where(L1 * x < -1, exp(-L1 * x - 1) / L1, where(L1 * x > 1, exp(L1 * x - 1) / L1, L1 * x * x / 2 + 1 / (2 * L1)))


def gradient(x: Coordinate, L1: Positive = 2):
    return where(L1 * x < -1, -exp(-L1 * x - 1), where(L1 * x > 1, exp(L1 * x - 1), L1 * x))


def hessian(x: Coordinate, L1: Positive = 2):
    return where(L1 * x < -1, L1 * exp(-L1 * x - 1), where(L1 * x > 1, L1 * exp(L1 * x - 1), L1))


def minimum(L1: Positive = 2):
    return 1 / (2 * L1)


def minimizer(L1: Positive = 2):
    return 0


def start(L1: Positive = 2):
    return 3 / L1


def curvature(L1: Positive):
    return L1


def too_small_L0(L1: Positive):
    return L1 / 2


def slope_at_start(L1: Positive, x0: Coordinate):
    return absolute(gradient(x0, L1))


exponential = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(l0_l1_smooth, {"L0": curvature, "L1": curvature}),
        Satisfies(l0_l1_smooth, {"L0": too_small_L0}, holds=False),  # whatever L1
        Satisfies(smooth, holds=False),
        Satisfies(bounded_gradient_on_sublevel, {"M": slope_at_start}),
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": curvature}),
        Satisfies(lipschitz, holds=False),
    ),
    minimum,
    start,
    minimizer=minimizer,
)
