"""Rise at the rate 1 within 2 delta of every query point, and by at most 4 delta from one to the next. Thesis, section 5.7.6, mended.

The print falls from x_i + 2 delta to the middle between x_i and x_(i+1) and rises again, so that between points far apart there is a valley
half as deep as they are apart (`resisting`). Here the two are exchanged: up to the middle it rises, then it falls to x_(i+1) - 2 delta. The
least value is -2 delta, at x_1 - 2 delta, as section 5.7.6 says; f is 0 at the first point.
"""

from collections.abc import Sequence

from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.domains import Coordinate, Direction, Nonnegative, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import where
from theorysim.objectives.piecewise import exact, pieces


def one():
    return 1


def resisting_slopes_at(points: Sequence[float]) -> Objective:
    """Return the function for query points in any order, one or more, which are floats; it starts at the last."""
    asked = tuple(sorted(set(exact(points))))
    if not asked:
        raise ValueError("a resisting function needs a query point")
    n, before, after = len(asked), (asked[0], *asked[:-1]), (*asked[1:], asked[-1])

    def gap(k, delta):  # in the arithmetic of delta: a difference of two floats may be none
        return (0 * delta + asked[k]) - before[k]

    def past(j, x, delta):  # even: the valley before a point; odd: the hill between it and the next
        k = j // 2
        return where(j % 2 < 1, x - asked[k] + 2 * delta, ((x - asked[k]) + (x - after[k])) / 2)

    def slope(j, delta):  # where two points are near each other there is neither hill nor valley
        falls = where(j < 1, -1, where(gap(j // 2, delta) > 4 * delta, -1, 1))
        return where(j % 2 < 1, falls, 1)

    along, within = pieces(2 * n - 1, past, slope)

    def value(x: Coordinate, delta: Positive = 1):
        f, level = where(past(0, x, delta) < 0, -(x - asked[0]) - 4 * delta, x - asked[0]), 0
        for k in range(1, n):
            away = gap(k, delta)
            level = level + where(away > 4 * delta, 4 * delta, away)
            here = level + (x - asked[k])
            hill = where(away > 4 * delta, past(2 * k - 1, x, delta), -1)  # near each other: it rises all the way
            f = where(hill < 0, f, level - 4 * delta - (x - asked[k]))
            f = where(past(2 * k, x, delta) < 0, f, here)
        return f

    def gradient(x: Coordinate, v: Direction = 0, delta: Positive = 1):
        return along(x, v, delta)

    def clarke(x: Coordinate, radius: Nonnegative, delta: Positive = 1):
        return within(x, radius, delta)

    def minimum(delta: Positive = 1):
        return -2 * delta

    def start(delta: Positive = 1):
        return asked[-1]

    known = Satisfies(lower_bounded, {"f_star": minimum}), Satisfies(lipschitz, {"L": one})
    return Objective(value, gradient, None, known, minimum, start, clarke=clarke)


resisting_slopes = resisting_slopes_at((0, 7))
