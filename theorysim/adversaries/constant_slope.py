"""Answer the slope 1 to every query, and show no value: a valley fits 2 delta before each. Thesis, theorem 5.5.2, section 5.7.6.

The function is `resisting_slopes` of all points, where hill and valley of the print are exchanged: its slope is 1 within 2 delta of
each, so none is (delta, epsilon)-stationary for an epsilon below 1. From one point to the next it rises by at most 4 delta, so that
Delta/(8 delta) queries, and as many points reached, fit into the class.
"""

from theorysim.domains import Asked, Positive, Unit
from theorysim.entries import Adversary, less
from theorysim.maths import maximum
from theorysim.objectives.resisting_slopes import resisting_slopes_at


def steepness():
    return 1


def gap(Delta: Positive = 1):
    return Delta


def width(delta: Positive = 1 / 512):
    return delta


def answer():
    return None, 1


def kinks(points, delta: Positive = 1 / 512):
    between = [((a + b) / 2, b - 2 * delta) for a, b in zip(points, points[1:], strict=False) if b - a > 4 * delta]
    return [points[0] - 2 * delta, *(x for pair in between for x in pair)]


def steep(clarke_low: Asked, clarke_high: Asked, epsilon: Unit = 1 / 2):
    return epsilon, maximum(clarke_low, -clarke_high)


def allowed(Delta: Positive = 1, delta: Positive = 1 / 512):
    return Delta / (8 * delta)


constant_slope = Adversary(
    resisting_slopes_at,
    {"delta": width},
    less(steep, "no convex combination of generalized gradients within delta of the point is epsilon or shorter"),
    allowed,
    ("theorem-5.5.2", "proof-5.7.6-construction"),
    steepness,
    gap,
    answer,
    kinks,
    width,
    shows_values=False,
)
