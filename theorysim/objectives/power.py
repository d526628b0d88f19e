"""Grow like an even power: x^p. Thesis, section 3.2.1, polynomials of one variable.

With any L1 the least L0 is p ((p - 2)/L1)^(p - 2), attained at |x| = (p - 2)/L1.
"""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, EvenPower, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import absolute
from theorysim.maths import power as to_the


def value(x: Coordinate, p: EvenPower = 4):
    return to_the(x, p)


def gradient(x: Coordinate, p: EvenPower = 4):
    return p * to_the(x, p - 1)


def hessian(x: Coordinate, p: EvenPower = 4):
    return p * (p - 1) * to_the(x, p - 2)


def minimum(p: EvenPower = 4):
    return 0


def minimizer(p: EvenPower = 4):
    return 0


def start(p: EvenPower = 4):
    return 2


def one(p: EvenPower):
    return 1


def least_L0(p: EvenPower, L1: Positive):
    return p * to_the((p - 2) / L1, p - 2)


def too_small_L0(p: EvenPower, L1: Positive):
    return least_L0(p, L1) / 2


def slope_at_start(p: EvenPower, x0: Coordinate):
    return absolute(p * to_the(x0, p - 1))


power = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(lower_bounded, {"f_star": one}, holds=False),
        Satisfies(twice_differentiable),
        Satisfies(l0_l1_smooth, {"L0": least_L0}),
        Satisfies(l0_l1_smooth, {"L0": too_small_L0}, holds=False),
        Satisfies(bounded_gradient_on_sublevel, {"M": slope_at_start}),
        Satisfies(convex),
        Satisfies(lipschitz, holds=False),
    ),
    minimum,
    start,
    minimizer=minimizer,
)
