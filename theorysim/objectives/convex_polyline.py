"""Rise by three slopes on the right of the minimum and by one on the left. Thesis, section 5.2.3, a convex member of the class (5.2).

The slopes are a up to w1, a + b for w2 more, then a + b + c, and -d on the left. At a kink the gradient is that of the right for v = 0.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.domains import Coordinate, Direction, Nonnegative, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import maximum, where
from theorysim.objectives.piecewise import pieces


def past(j, x, a, w1, b, w2, c, d):
    return x - where(j > 0, w1, 0) - where(j > 1, w2, 0)


def slope(j, a, w1, b, w2, c, d):
    return where(j < 1, -d, a + where(j > 1, b, 0) + where(j > 2, c, 0))


along, within = pieces(3, past, slope)


def value(
    x: Coordinate,
    a: Positive = 1,
    w1: Positive = 1,
    b: Positive = 1,
    w2: Positive = 1,
    c: Positive = 1,
    d: Positive = 1,
):
    y, z = x - w1, x - w1 - w2
    return where(x < 0, -d * x, a * x + where(y < 0, 0, b * y) + where(z < 0, 0, c * z))


def gradient(
    x: Coordinate,
    v: Direction = 0,
    a: Positive = 1,
    w1: Positive = 1,
    b: Positive = 1,
    w2: Positive = 1,
    c: Positive = 1,
    d: Positive = 1,
):
    return along(x, v, a, w1, b, w2, c, d)


def hessian(
    x: Coordinate,
    a: Positive = 1,
    w1: Positive = 1,
    b: Positive = 1,
    w2: Positive = 1,
    c: Positive = 1,
    d: Positive = 1,
):
    return 0


def clarke(
    x: Coordinate,
    radius: Nonnegative,
    a: Positive = 1,
    w1: Positive = 1,
    b: Positive = 1,
    w2: Positive = 1,
    c: Positive = 1,
    d: Positive = 1,
):
    return within(x, radius, a, w1, b, w2, c, d)


def minimum():
    return 0


def start(w1: Positive = 1, w2: Positive = 1):
    return w1 + 2 * w2


def steepest(a: Positive, b: Positive, c: Positive, d: Positive):
    return maximum(a + b + c, d)


convex_polyline = Objective(
    value,
    gradient,
    hessian,
    (Satisfies(lower_bounded, {"f_star": minimum}), Satisfies(convex), Satisfies(lipschitz, {"L": steepest})),
    minimum,
    start,
    clarke=clarke,
    minimizer=minimum,
)
