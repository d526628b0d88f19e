"""Alternate hills and valleys in the plane: a sin x sin y, with a saddle at the origin. Thesis, section 6.3.

Its Hessian has the eigenvalues -a cos(x + y) and a cos(x - y) up to sign, hence norm at most a.
"""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import cos, sin


def value(x: Coordinate, y: Coordinate, a: Positive = 1):
    return a * sin(x) * sin(y)


def gradient(x: Coordinate, y: Coordinate, a: Positive = 1):
    return a * cos(x) * sin(y), a * sin(x) * cos(y)


def hessian(x: Coordinate, y: Coordinate, a: Positive = 1):
    same = -a * sin(x) * sin(y)
    mixed = a * cos(x) * cos(y)
    return (same, mixed), (mixed, same)


def minimum(a: Positive = 1):
    return -a


def start(a: Positive = 1):
    return 1, 1 / 2


def largest(a: Positive):
    return a


def half(a: Positive):
    return a / 2


sine_product = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": largest}),
        Satisfies(smooth, {"L": half}, holds=False),
        Satisfies(l0_l1_smooth, {"L0": largest}),  # with any L1
        Satisfies(bounded_gradient_on_sublevel, {"M": largest}),
        Satisfies(lipschitz, {"L": largest}),
        Satisfies(convex, holds=False),
    ),
    minimum,
    start,
)
