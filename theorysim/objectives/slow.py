"""Descend at slope 2 epsilon for as long as one likes: the second hard function for fixed steps. Thesis, section 3.7.2."""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.maths import where
from theorysim.model import Objective, Satisfies


def value(x: Coordinate, epsilon: Positive):
    middle = epsilon / 4 * (6 * x * x - x * x * x * x)
    left = -2 * epsilon * (x + 1) + 5 * epsilon / 4
    right = 2 * epsilon * (x - 1) + 5 * epsilon / 4
    return where(x < -1, left, where(x > 1, right, middle))


def gradient(x: Coordinate, epsilon: Positive):
    return where(x < -1, -2 * epsilon, where(x > 1, 2 * epsilon, epsilon * (3 * x - x * x * x)))


def hessian(x: Coordinate, epsilon: Positive):
    return where(x < -1, 0 * epsilon, where(x > 1, 0 * epsilon, 3 * epsilon * (1 - x * x)))


def zero():
    return 0


def top_curvature(epsilon: Positive):
    return 3 * epsilon


def slope(epsilon: Positive):
    return 2 * epsilon


def start(epsilon: Positive):
    return 1 + 1 / epsilon


slow = Objective(
    value,
    gradient,
    hessian,
    satisfies=(
        Satisfies(lower_bounded, {"f_star": zero}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": top_curvature}),
        Satisfies(l0_l1_smooth, {"L0": top_curvature}),
        Satisfies(bounded_gradient_on_sublevel, {"M": slope}),
    ),
    minimum=zero,
    start=start,
)
