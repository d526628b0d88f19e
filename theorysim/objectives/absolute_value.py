"""Grow at one rate on both sides of the minimum: a |x|. Thesis, section 5.3, the smallest function with a kink.

At 0 the generalized gradient is [-a, a]; along v = 0 the gradient gives a.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Direction, Nonnegative, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import absolute
from theorysim.objectives.piecewise import pieces


def past(j, x, a):
    return x


def slope(j, a):
    return (2 * j - 1) * a


along, within = pieces(1, past, slope)


def value(x: Coordinate, a: Positive = 1):
    return a * absolute(x)


def gradient(x: Coordinate, v: Direction = 0, a: Positive = 1):
    return along(x, v, a)


def hessian(x: Coordinate, a: Positive = 1):
    return 0


def clarke(x: Coordinate, radius: Nonnegative, a: Positive = 1):
    return within(x, radius, a)


def minimum(a: Positive = 1):
    return 0


def minimizer(a: Positive = 1):
    return 0


def start(a: Positive = 1):
    return 1


def steepest(a: Positive):
    return a


def half(a: Positive):
    return a / 2


absolute_value = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(convex),
        Satisfies(lipschitz, {"L": steepest}),
        Satisfies(lipschitz, {"L": half}, holds=False),
        Satisfies(twice_differentiable, holds=False),
    ),
    minimum,
    start,
    clarke=clarke,
    minimizer=minimizer,
)
