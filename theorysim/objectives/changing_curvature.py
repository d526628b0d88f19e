"""Let the curvature go from one value to the next without a jump. Thesis, definition 2.1.2, convex and with a second derivative.

f'' is mu + D s with a share s that is s0 at 0, s1 from w on to the right, s2 from -v on to the left, and linear in between.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Nonnegative, Positive, Unit
from theorysim.entries import Objective, Satisfies
from theorysim.maths import where


def cubic(y, low, high, w):
    """Return how far f rises beyond its tangent, f' and f'' grow, at y within a stretch of length w: from curvature low to high."""
    rate = (high - low) / w
    return low * y * y / 2 + rate * y * y * y / 6, low * y + rate * y * y / 2, low + rate * y


def value(
    x: Coordinate,
    mu: Nonnegative = 0,
    D: Positive = 1,
    s0: Unit = 1,
    w: Positive = 1,
    s1: Unit = 0,
    v: Positive = 1,
    s2: Unit = 1,
):
    a, b, c = mu + D * s0, mu + D * s1, mu + D * s2
    y, u = x - w, -x - v
    right = where(y < 0, cubic(x, a, b, w)[0], w * w * (2 * a + b) / 6 + w * (a + b) / 2 * y + b * y * y / 2)
    left = where(u < 0, cubic(-x, a, c, v)[0], v * v * (2 * a + c) / 6 + v * (a + c) / 2 * u + c * u * u / 2)
    return where(x < 0, left, right)


def gradient(
    x: Coordinate,
    mu: Nonnegative = 0,
    D: Positive = 1,
    s0: Unit = 1,
    w: Positive = 1,
    s1: Unit = 0,
    v: Positive = 1,
    s2: Unit = 1,
):
    a, b, c = mu + D * s0, mu + D * s1, mu + D * s2
    y, u = x - w, -x - v
    right = where(y < 0, cubic(x, a, b, w)[1], w * (a + b) / 2 + b * y)
    left = where(u < 0, -cubic(-x, a, c, v)[1], -v * (a + c) / 2 - c * u)
    return where(x < 0, left, right)


def hessian(
    x: Coordinate,
    mu: Nonnegative = 0,
    D: Positive = 1,
    s0: Unit = 1,
    w: Positive = 1,
    s1: Unit = 0,
    v: Positive = 1,
    s2: Unit = 1,
):
    left = where(-x - v < 0, cubic(-x, s0, s2, v)[2], s2)
    return mu + D * where(x < 0, left, where(x - w < 0, cubic(x, s0, s1, w)[2], s1))


def minimum():
    return 0


def start(w: Positive = 1):
    return 2 * w


def largest(mu: Nonnegative, D: Positive):
    return mu + D


def least(mu: Nonnegative):
    return mu


changing_curvature = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": largest}),
        Satisfies(l0_l1_smooth, {"L0": largest}),  # with any L1
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": least}),
    ),
    minimum,
    start,
    minimizer=minimum,
)
