"""Rise by at most 4 delta from one query point to the next, with the slope 1 within 2 delta of each. Thesis, section 5.7.6.

An algorithm that asked for gradients at these points saw the slope 1 each time. Between two points more than 4 delta apart the
function rises, falls from x_i + 2 delta to the middle, and rises again; f is 0 at the first point, x_0 of the print. The
second function of the proof is this one with shift = 3/2: moved to the right by shift delta.
"""

from collections.abc import Sequence

from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.domains import Coordinate, Direction, Nonnegative, Positive, Real
from theorysim.entries import Objective, Satisfies
from theorysim.maths import minimum as smaller
from theorysim.maths import where
from theorysim.objectives.piecewise import exact, pieces


def one():
    return 1


def resisting_at(points: Sequence[float]) -> Objective:
    """Return the function for a list of query points, in any order, one or more; raises ValueError for none."""
    asked = tuple(sorted(set(exact(points))))
    if not asked:
        raise ValueError("a resisting function needs a query point")
    n, before = len(asked), (asked[0], *asked[:-1])

    def gap(k, delta):  # in the arithmetic of delta: a difference of two floats may be none
        return (0 * delta + asked[k]) - before[k]

    def past(j, x, delta, shift):  # even: the valley before a point; odd: the hill behind it
        k = j // 2
        valley = where(j < 1, 2 * delta, gap(k, delta) / 2)
        return (x - asked[k]) - shift * delta + where(j % 2 < 1, valley, -2 * delta)

    def slope(j, delta):
        falls = where(j < 1, -1, where(gap(j // 2, delta) > 4 * delta, -1, 1))
        return where(j % 2 < 1, falls, 1)

    along, within = pieces(2 * n - 1, past, lambda j, delta, shift: slope(j, delta))

    def value(x: Coordinate, delta: Positive = 1, shift: Real = 0):
        u = (x - asked[0]) - shift * delta
        f, level = where(past(0, x, delta, shift) < 0, -u - 4 * delta, u), 0
        for k in range(1, n):
            away = gap(k, delta)
            u = (x - asked[k - 1]) - shift * delta
            hill = where(away > 4 * delta, 4 * delta - u, u)
            f = where(past(2 * k - 1, x, delta, shift) < 0, f, level + hill)
            level = level + where(away > 4 * delta, 4 * delta, away)
            f = where(past(2 * k, x, delta, shift) < 0, f, level + ((x - asked[k]) - shift * delta))
        return f

    def gradient(x: Coordinate, v: Direction = 0, delta: Positive = 1, shift: Real = 0):
        return along(x, v, delta, shift)

    def clarke(x: Coordinate, radius: Nonnegative, delta: Positive = 1, shift: Real = 0):
        return within(x, radius, delta, shift)

    def minimum(delta: Positive = 1, shift: Real = 0):
        least, level = -2 * delta, 0
        for k in range(1, n):
            away = gap(k, delta)
            least = where(away > 4 * delta, smaller(least, level + 4 * delta - away / 2), least)
            level = level + where(away > 4 * delta, 4 * delta, away)
        return least

    def start(delta: Positive = 1, shift: Real = 0):
        return asked[-1]

    known = Satisfies(lower_bounded, {"f_star": minimum}), Satisfies(lipschitz, {"L": one})
    return Objective(value, gradient, None, known, minimum, start, clarke=clarke)


resisting = resisting_at((0, 7))
