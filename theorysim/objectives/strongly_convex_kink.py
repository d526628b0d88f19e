"""Add a parabola to a kink: a |x| + mu x^2/2, strongly convex and not smooth. Thesis, section 4.4.1, what theorem 4.4.2 speaks of.

At 0 the generalized gradient is [-a, a]; along v = 0 the gradient gives a. It is bounded on bounded domains alone.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Direction, Nonnegative, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import absolute, where


def value(x: Coordinate, a: Positive = 1, mu: Positive = 1):
    return a * absolute(x) + mu * x * x / 2


def gradient(x: Coordinate, v: Direction = 0, a: Positive = 1, mu: Positive = 1):
    return where(x < 0, -a, where(x > 0, a, where(v < 0, -a, a))) + mu * x


def hessian(x: Coordinate, a: Positive = 1, mu: Positive = 1):
    return mu


def clarke(x: Coordinate, radius: Nonnegative, a: Positive = 1, mu: Positive = 1):
    return where(x <= radius, -a, a) + mu * (x - radius), where(-x <= radius, a, -a) + mu * (x + radius)


def minimum(a: Positive = 1, mu: Positive = 1):
    return 0


def minimizer(a: Positive = 1, mu: Positive = 1):
    return 0


def start(a: Positive = 1, mu: Positive = 1):
    return 1


def curvature(a: Positive, mu: Positive):
    return mu


def twice(a: Positive, mu: Positive):
    return 2 * mu


strongly_convex_kink = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": curvature}),
        Satisfies(strongly_convex, {"mu": twice}, holds=False),
        Satisfies(lipschitz, holds=False),
        Satisfies(twice_differentiable, holds=False),
    ),
    minimum,
    start,
    clarke=clarke,
    minimizer=minimizer,
)
