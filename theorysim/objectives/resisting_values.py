"""Have the value 0 and the slope L at every query point, with a valley just before each. Thesis, section 5.7.3, lemma 5.7.1, f_theta.

From a point x_k the function rises at the rate L to the middle between x_k and x_(k+1), moved left by theta d, falls to x_(k+1) - theta d,
and rises again through 0 at x_(k+1); d is the least distance of two points, at most Delta/L. Its minimum is -L theta d. The print says
[x_K + theta d, oo) for its last piece, where it means x_K - theta d: in between nothing would be said.
"""

from collections.abc import Sequence
from fractions import Fraction

from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.domains import Coordinate, Direction, Nonnegative, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import minimum as smaller
from theorysim.maths import where
from theorysim.objectives.piecewise import exact, pieces


def steepest(L: Positive = 1):
    return L


def resisting_values_at(points: Sequence[float]) -> Objective:
    """Return the function for query points in any order, one or more, which are floats; it starts at the last."""
    asked = tuple(sorted(set(exact(points))))
    if not asked:
        raise ValueError("a resisting function needs a query point")
    n, after = len(asked), (*asked[1:], asked[-1])
    gaps = [Fraction(b) - Fraction(a) for a, b in zip(asked, after, strict=True)]
    nearest = gaps.index(min(gaps[: max(1, n - 1)]))

    def before(L, Delta, theta):
        """How far each valley lies before its point."""
        least = (0 * L + after[nearest]) - asked[nearest]  # in the arithmetic of L: a difference of two floats may be none
        return theta * where(n < 2, Delta / L, smaller(least, Delta / L))

    def past(j, x, L, back):  # even: the valley before a point; odd: the hill behind it
        k = j // 2
        return ((x - asked[k]) + where(j % 2 < 1, x - asked[k], x - after[k])) / 2 + back

    along, within = pieces(2 * n - 1, past, lambda j, L, back: where(j % 2 < 1, -L, L))

    def value(x: Coordinate, L: Positive = 1, Delta: Positive = 1, theta: Positive = 1 / 4):
        back = before(L, Delta, theta)
        f = where(past(0, x, L, back) < 0, -L * ((x - asked[0]) + 2 * back), L * (x - asked[0]))
        for k in range(1, n):
            f = where(past(2 * k - 1, x, L, back) < 0, f, -L * ((x - asked[k]) + 2 * back))
            f = where(past(2 * k, x, L, back) < 0, f, L * (x - asked[k]))
        return f

    def gradient(x: Coordinate, v: Direction = 0, L: Positive = 1, Delta: Positive = 1, theta: Positive = 1 / 4):
        return along(x, v, L, before(L, Delta, theta))

    def clarke(x: Coordinate, radius: Nonnegative, L: Positive = 1, Delta: Positive = 1, theta: Positive = 1 / 4):
        return within(x, radius, L, before(L, Delta, theta))

    def minimum(L: Positive = 1, Delta: Positive = 1, theta: Positive = 1 / 4):
        return -L * before(L, Delta, theta)

    def start(L: Positive = 1, Delta: Positive = 1, theta: Positive = 1 / 4):
        return asked[-1]

    known = Satisfies(lower_bounded, {"f_star": minimum}), Satisfies(lipschitz, {"L": steepest})
    return Objective(value, gradient, None, known, minimum, start, clarke=clarke)


resisting_values = resisting_values_at((0, 7))
