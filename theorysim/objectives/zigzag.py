"""Rise through every query point, with a valley just before it. Thesis, lemma 5.7.1, the family f_theta.

f_theta(x) = L (the distance from x + theta delta to the nearest query point) - L theta delta. An algorithm that asked at these points
saw the value 0 and the slope L each time, whatever theta is, and functions of two thetas share no stationary point. delta is
the least distance between two query points, or Delta/L where that is less.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.domains import Coordinate, Direction, Domain, Nonnegative, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import minimum as smaller
from theorysim.maths import where
from theorysim.objectives.piecewise import exact, pieces

BelowHalf = Annotated[float, Domain("below one half", low=0, high=0.5)]


def steepest(L: Positive):
    return L


def zigzag_through(points: Sequence[float]) -> Objective:
    """Return the family for a list of query points, in any order, one or more; raises ValueError for none.

    The print says nothing between x_K - theta delta and x_K + theta delta; the last rising piece holds there.
    """
    asked = tuple(sorted(set(exact(points))))
    if not asked:
        raise ValueError("a zigzag needs a query point")
    n, after = len(asked), (*asked[1:], asked[-1])
    if n > 1:
        near, far = asked[0], asked[1]
        for one, other in zip(asked, after[:-1], strict=False):
            if Fraction(other) - Fraction(one) < Fraction(far) - Fraction(near):
                near, far = one, other

        def shift(theta, L, Delta):
            return theta * smaller(far - near, Delta / L)
    else:

        def shift(theta, L, Delta):
            return theta * Delta / L

    def past(j, x, theta, L, Delta):  # even: the valley before a point; odd: the hill behind it
        k = j // 2
        return (x - asked[k]) + shift(theta, L, Delta) - (j % 2) * (after[k] - asked[k]) / 2

    def slope(j, theta, L, Delta):
        return (2 * (j % 2) - 1) * L

    along, within = pieces(2 * n - 1, past, slope)

    def value(x: Coordinate, theta: BelowHalf = 1 / 4, L: Positive = 1, Delta: Positive = 1):
        two = 2 * shift(theta, L, Delta)
        f = where(past(0, x, theta, L, Delta) < 0, -L * (x - asked[0] + two), L * (x - asked[0]))
        for k in range(1, n):
            f = where(past(2 * k - 1, x, theta, L, Delta) < 0, f, -L * (x - asked[k] + two))
            f = where(past(2 * k, x, theta, L, Delta) < 0, f, L * (x - asked[k]))
        return f

    def gradient(x: Coordinate, v: Direction = 0, theta: BelowHalf = 1 / 4, L: Positive = 1, Delta: Positive = 1):
        return along(x, v, theta, L, Delta)

    def clarke(x: Coordinate, radius: Nonnegative, theta: BelowHalf = 1 / 4, L: Positive = 1, Delta: Positive = 1):
        return within(x, radius, theta, L, Delta)

    def minimum(theta: BelowHalf = 1 / 4, L: Positive = 1, Delta: Positive = 1):
        return -L * shift(theta, L, Delta)

    def start(theta: BelowHalf = 1 / 4, L: Positive = 1, Delta: Positive = 1):
        return asked[-1]

    known = Satisfies(lower_bounded, {"f_star": minimum}), Satisfies(lipschitz, {"L": steepest})
    return Objective(value, gradient, None, known, minimum, start, clarke=clarke)


zigzag = zigzag_through((0, 1))
