"""Grow exponentially on both sides of a quadratic: the first hard function for fixed steps. Thesis, section 3.7.2."""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.maths import absolute, e, exp, where
from theorysim.model import Objective, Satisfies


def value(x: Coordinate, L1: Positive):
    middle = L1 * x * x / 2 + 1 / (2 * L1)
    return where(x < -1 / L1, exp(-L1 * x) / (L1 * e), where(x > 1 / L1, exp(L1 * x) / (L1 * e), middle))


def gradient(x: Coordinate, L1: Positive):
    return where(x < -1 / L1, -exp(-L1 * x) / e, where(x > 1 / L1, exp(L1 * x) / e, L1 * x))


def hessian(x: Coordinate, L1: Positive):
    return where(x < -1 / L1, L1 * exp(-L1 * x) / e, where(x > 1 / L1, L1 * exp(L1 * x) / e, L1))


def minimum(L1: Positive):
    return 1 / (2 * L1)


def least_L0(L1: Positive):
    return L1


def steepest(x0: Coordinate, L1: Positive):
    return absolute(gradient(x0, L1))


def start(L1: Positive):
    return 4 / L1


exponential = Objective(
    value,
    gradient,
    hessian,
    satisfies=(
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(l0_l1_smooth, {"L0": least_L0, "L1": least_L0}),
        Satisfies(bounded_gradient_on_sublevel, {"M": steepest}),
        Satisfies(smooth, holds=False),
    ),
    minimum=minimum,
    start=start,
)
