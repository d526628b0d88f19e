"""Rise to e + h, fall to e, and rise once more, with slopes G and -G. Thesis, section 5.2.3, a member of the class (5.2) with kinks.

The valley at 0 is the lower one; a run in the other stays e above the minimum. At a kink the gradient is that of the right for v = 0.
"""

from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.domains import Coordinate, Direction, Nonnegative, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import where
from theorysim.objectives.piecewise import pieces


def past(j, x, G, e, h):
    return G * x - where(j > 0, e + h, 0) - where(j > 1, h, 0)


def slope(j, G, e, h):
    return G * where(j < 1, -1, where(j < 2, 1, where(j < 3, -1, 1)))


def near(j, x, G, e, h):
    return x - where(j > 0, (e + h) / G, 0) - where(j > 1, h / G, 0)


along, _ = pieces(3, past, slope)
_, within = pieces(3, near, slope)


def value(x: Coordinate, G: Positive = 1, e: Positive = 1, h: Positive = 1):
    r = G * x - (e + h)
    s = r - h
    return where(x < 0, -G * x, where(r < 0, G * x, where(s < 0, e + h - r, e + s)))


def gradient(x: Coordinate, v: Direction = 0, G: Positive = 1, e: Positive = 1, h: Positive = 1):
    return along(x, v, G, e, h)


def clarke(x: Coordinate, radius: Nonnegative, G: Positive = 1, e: Positive = 1, h: Positive = 1):
    return within(x, radius, G, e, h)


def minimum():
    return 0


def start(G: Positive = 1, e: Positive = 1, h: Positive = 1):
    return (2 * e + 3 * h) / G


def steepest(G: Positive):
    return G


two_valleys = Objective(
    value,
    gradient,
    None,
    (Satisfies(lower_bounded, {"f_star": minimum}), Satisfies(lipschitz, {"L": steepest})),
    minimum,
    start,
    clarke=clarke,
    minimizer=minimum,
)
