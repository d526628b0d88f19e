"""Curve the same everywhere: a x^2/2. Thesis, section 3.2.1."""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.maths import absolute
from theorysim.model import Objective, Satisfies


def value(x: Coordinate, a: Positive):
    return a * x * x / 2


def gradient(x: Coordinate, a: Positive):
    return a * x


def hessian(x: Coordinate, a: Positive):
    return a


def zero():
    return 0


def curvature(a: Positive):
    return a


def steepest(x0: Coordinate, a: Positive):
    return a * absolute(x0)


def start(a: Positive):
    return 1


quadratic = Objective(
    value,
    gradient,
    hessian,
    satisfies=(
        Satisfies(lower_bounded, {"f_star": zero}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": curvature}),
        Satisfies(l0_l1_smooth, {"L0": curvature}),
        Satisfies(bounded_gradient_on_sublevel, {"M": steepest}),
    ),
    minimum=zero,
    start=start,
)
