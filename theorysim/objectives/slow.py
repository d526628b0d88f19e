"""Grow with slope 2 epsilon on both sides of a quartic. Thesis, section 3.7.2, second function."""

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
from theorysim.maths import where


def value(x: Coordinate, epsilon: Positive = 0.01):
    inside = epsilon / 4 * (6 * x * x - x * x * x * x)
    return where(x < -1, -2 * epsilon * (x + 1) + 5 * epsilon / 4, where(x > 1, 2 * epsilon * (x - 1) + 5 * epsilon / 4, inside))


def gradient(x: Coordinate, epsilon: Positive = 0.01):
    return where(x < -1, -2 * epsilon, where(x > 1, 2 * epsilon, epsilon * (3 * x - x * x * x)))


def hessian(x: Coordinate, epsilon: Positive = 0.01):
    return where(x < -1, 0, where(x > 1, 0, 3 * epsilon * (1 - x * x)))


def minimum(epsilon: Positive = 0.01):
    return 0


def minimizer(epsilon: Positive = 0.01):
    return 0


def start(epsilon: Positive = 0.01):
    return 2


def curvature(epsilon: Positive):
    return 3 * epsilon


def too_small_L0(epsilon: Positive):
    return 2 * epsilon


def slope(epsilon: Positive):
    return 2 * epsilon


slow = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": curvature}),
        Satisfies(l0_l1_smooth, {"L0": curvature}),  # with any L1
        Satisfies(l0_l1_smooth, {"L0": too_small_L0}, holds=False),  # whatever L1
        Satisfies(bounded_gradient_on_sublevel, {"M": slope}),
        Satisfies(convex),
        Satisfies(strongly_convex, holds=False),  # whatever mu
        Satisfies(lipschitz, {"L": slope}),
    ),
    minimum,
    start,
    minimizer=minimizer,
)
