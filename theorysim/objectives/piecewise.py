"""Build functions of one variable from affine pieces with exact breakpoints: slopes along a direction, slopes within a radius.

A breakpoint is never rounded: what is compared with 0 is how far x lies beyond it. Thesis, chapter 5, functions of F(Delta, L).
"""

from collections.abc import Sequence
from fractions import Fraction

from theorysim.domains import Coordinate, Direction, Nonnegative
from theorysim.entries import Body, Objective
from theorysim.maths import absolute, maximum, minimum, where


def pieces(n: int, past: Body, slope: Body) -> tuple[Body, Body]:
    """Return two bodies for a function with n breakpoints, in ascending order, from two others.

    past(j, x, ...) is how far x lies beyond breakpoint j, slope(j, ...) the slope between breakpoints j - 1 and j; both take
    the objective's parameters after that. Made of them are

    * along(x, v, ...), the element of the generalized gradient with <g, v> = f'(x; v): at a breakpoint the right slope for
      v > 0, the left one for v < 0, the right one for v = 0;
    * within(x, radius, ...), the ends of Goldstein's subdifferential conv of the union of the generalized gradients at y, over
      |y - x| <= radius: a piece counts when it holds x, or ends in that closed interval (thesis, definition 5.3.1).
    """

    def along(x, v, *own):
        back = where(v < 0, -1, 1)
        g = slope(0, *own)
        for j in range(n):
            right = slope(j + 1, *own)
            g = where(back * past(j, x, *own) < 0, where(v < 0, right, g), where(v < 0, g, right))
        return g + 0 * x  # NaN where x is

    def within(x, radius, *own):
        low = high = along(x, 0, *own)
        left = slope(0, *own)
        for j in range(n):
            right, away = slope(j + 1, *own), absolute(past(j, x, *own))
            low = where(away <= radius, minimum(low, minimum(left, right)), low)
            high = where(away <= radius, maximum(high, maximum(left, right)), high)
            left = right
        return low, high

    return along, within


def exact(numbers: Sequence[float]) -> tuple[float, ...]:
    """Return numbers as floats; raises ValueError for one that no float is, 1/3 say, and for one that is not finite."""
    found = tuple(float(number) for number in numbers)
    for number, given in zip(found, numbers, strict=True):
        if number - number != 0 or Fraction(number) != Fraction(given):
            raise ValueError(f"{given} is no float; breakpoints and slopes are floats, so that nothing is rounded")
    return found


def piecewise_linear(
    breakpoints: Sequence[float], slopes: Sequence[float], level: float = 0, minimum: Body | None = None, start: Body | None = None
) -> Objective:
    """Return the continuous function with these breakpoints, ascending, and one slope more; `level` is its value at the first.

    The value is summed from the first breakpoint on, exactly in rationals; in floats, a value far from it carries the rounding
    of each piece in between. Raises ValueError for breakpoints that do not ascend and for a wrong number of slopes.
    """
    places, steep, (base,) = exact(breakpoints), exact(slopes), exact((level,))
    n = len(places)
    if len(steep) != n + 1 or n == 0:
        raise ValueError(f"{n} breakpoints and {len(steep)} slopes; there is one slope more than breakpoints, and one breakpoint at least")
    if any(b <= a for a, b in zip(places, places[1:], strict=False)):
        raise ValueError("the breakpoints do not ascend")

    def past(j, x):
        return x - places[j]

    def slope(j):
        return steep[j]

    along, within = pieces(n, past, slope)

    def value(x: Coordinate):
        u = x - places[0]
        f, here = base + where(u < 0, steep[0], steep[1]) * u, base
        for j in range(1, n):
            here = here + steep[j] * (places[j] - places[j - 1])
            u = x - places[j]
            f = where(u < 0, f, here + steep[j + 1] * u)
        return f

    def gradient(x: Coordinate, v: Direction = 0):
        return along(x, v)

    def clarke(x: Coordinate, radius: Nonnegative):
        return within(x, radius)

    return Objective(value, gradient, minimum=minimum, start=start, clarke=clarke)
