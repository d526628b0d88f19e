"""Be quadratic near the bottom and straight beyond delta. Huber, Annals of Mathematical Statistics, 1964."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.maths import absolute, where
from theorysim.model import Objective, Satisfies


def value(x: Coordinate, delta: Positive):
    return where(absolute(x) <= delta, x * x / 2, delta * (absolute(x) - delta / 2))


def gradient(x: Coordinate, delta: Positive):
    return where(x < -delta, -delta, where(x > delta, delta, x))


def hessian(x: Coordinate, delta: Positive):
    return where(x < -delta, 0 * delta, where(x > delta, 0 * delta, 1))


def zero():
    return 0


def one():
    return 1


def start(delta: Positive):
    return 3 * delta


huber = Objective(
    value,
    gradient,
    hessian,
    satisfies=(Satisfies(lower_bounded, {"f_star": zero}), Satisfies(smooth, {"L": one}), Satisfies(twice_differentiable, holds=False)),
    minimum=zero,
    start=start,
)
