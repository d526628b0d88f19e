"""Oscillate between -1 and 1: cos x, smooth and not convex. Thesis, section 3.2.1, one of many stationary points."""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate
from theorysim.entries import Objective, Satisfies
from theorysim.maths import cos, sin


def value(x: Coordinate):
    return cos(x)


def gradient(x: Coordinate):
    return -sin(x)


def hessian(x: Coordinate):
    return -cos(x)


def minimum():
    return -1


def start():
    return 1


def one():
    return 1


def half():
    return 1 / 2


cosine = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": one}),
        Satisfies(smooth, {"L": half}, holds=False),
        Satisfies(l0_l1_smooth, {"L0": one}),  # with any L1
        Satisfies(bounded_gradient_on_sublevel, {"M": one}),
        Satisfies(lipschitz, {"L": one}),
        Satisfies(lipschitz, {"L": half}, holds=False),
        Satisfies(convex, holds=False),
    ),
    minimum,
    start,
)
