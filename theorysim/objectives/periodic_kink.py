"""Meet a gentle and a steep slope at 0, so that gradient descent of step 1 goes round and round. Thesis, section 6.7.2, (6.11).

Falls by 1/(n + 1) on the left of 0 and rises by n/(n + 1) on the right. From 1/(5 (n + 1)), the print's 0.2/(n + 1), the steps are one
to the left and n to the right. At 0 the gradient is that of the left, as printed, unless v > 0.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Direction, Nonnegative, PositiveCount
from theorysim.entries import Objective, Satisfies
from theorysim.maths import where
from theorysim.objectives.piecewise import pieces


def past(j, x, n):
    return x


def slope(j, n):
    return where(j < 1, -1, n) / (n + 1)


along, within = pieces(1, past, slope)


def value(x: Coordinate, n: PositiveCount = 4):
    return where(x > 0, n, -1) * x / (n + 1)


def gradient(x: Coordinate, v: Direction = 0, n: PositiveCount = 4):
    return along(x, where(v > 0, 1, -1), n)


def hessian(x: Coordinate, n: PositiveCount = 4):
    return 0


def clarke(x: Coordinate, radius: Nonnegative, n: PositiveCount = 4):
    return within(x, radius, n)


def minimum(n: PositiveCount = 4):
    return 0


def start(n: PositiveCount = 4):
    return 1 / (5 * (n + 1))


def one(n: PositiveCount):
    return 1


def half(n: PositiveCount):
    return n / (2 * (n + 1))


periodic_kink = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(convex),
        Satisfies(lipschitz, {"L": one}),
        Satisfies(lipschitz, {"L": half}, holds=False),
        Satisfies(twice_differentiable, holds=False),
    ),
    minimum,
    start,
    clarke=clarke,
)
