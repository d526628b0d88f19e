"""Follow a parabola near the minimum and its tangents further out. Huber (1964), the loss of robust regression.

The gradient is continuous, the curvature jumps where the tangents begin.
"""

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


def value(x: Coordinate, delta: Positive = 1):
    return where(x < -delta, -delta * (x + delta / 2), where(x > delta, delta * (x - delta / 2), x * x / 2))


def gradient(x: Coordinate, delta: Positive = 1):
    return where(x < -delta, -delta, where(x > delta, delta, x))


def hessian(x: Coordinate, delta: Positive = 1):
    return where(x < -delta, 0, where(x > delta, 0, 1))


def minimum(delta: Positive = 1):
    return 0


def minimizer(delta: Positive = 1):
    return 0


def start(delta: Positive = 1):
    return 3 * delta


def one(delta: Positive):
    return 1


def slope(delta: Positive):
    return delta


huber = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable, holds=False),
        Satisfies(smooth, {"L": one}),
        Satisfies(l0_l1_smooth, {"L0": one}),  # with any L1
        Satisfies(bounded_gradient_on_sublevel, {"M": slope}),
        Satisfies(convex),
        Satisfies(strongly_convex, holds=False),  # whatever mu
        Satisfies(lipschitz, {"L": slope}),
    ),
    minimum,
    start,
    minimizer=minimizer,
)
