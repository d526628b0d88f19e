"""Curve the same everywhere: a x^2/2. Thesis, section 3.2.1, the quadratic."""

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
from theorysim.maths import absolute


def value(x: Coordinate, a: Positive = 1):
    return a * x * x / 2


def gradient(x: Coordinate, a: Positive = 1):
    return a * x


def hessian(x: Coordinate, a: Positive = 1):
    return a


def minimum(a: Positive = 1):
    return 0


def minimizer(a: Positive = 1):
    return 0


def start(a: Positive = 1):
    return 1


def curvature(a: Positive):
    return a


def half(a: Positive):
    return a / 2


def twice(a: Positive):
    return 2 * a


def slope_at_start(a: Positive, x0: Coordinate):
    return a * absolute(x0)


quadratic = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": curvature}),
        Satisfies(smooth, {"L": half}, holds=False),
        Satisfies(l0_l1_smooth, {"L0": curvature}),  # with any L1
        Satisfies(bounded_gradient_on_sublevel, {"M": slope_at_start}),
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": curvature}),
        Satisfies(strongly_convex, {"mu": twice}, holds=False),
        Satisfies(lipschitz, holds=False),
    ),
    minimum,
    start,
    minimizer=minimizer,
)
