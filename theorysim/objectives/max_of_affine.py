"""Take the largest of some affine functions of up to four variables. Thesis, section 5.2.3, a convex member of the class (5.2).

Along a direction v the gradient is the slope, among the pieces that attain the maximum, that grows fastest along v; the first of
them for v = 0. Pieces attain it together where their computed values are equal: in floats a tie off by an ulp is no tie.
"""

from collections.abc import Sequence

from theorysim.domains import Coordinate, Direction
from theorysim.entries import Body, Objective, Satisfies
from theorysim.maths import where
from theorysim.objectives.piecewise import exact


def max_of(
    pieces: Sequence[tuple[Sequence[float], float]],
    satisfies: tuple[Satisfies, ...] = (),
    minimum: Body | None = None,
    start: Body | None = None,
) -> Objective:
    """Return the maximum of pieces (slopes, offset), of which each is slopes . x + offset.

    Raises ValueError for no piece, for more than four variables and for pieces in different numbers of variables.
    """
    steep, base = tuple(exact(slopes) for slopes, _ in pieces), exact([offset for _, offset in pieces])
    n, sizes = len(steep), sorted(set(tuple(len(slopes) for slopes in steep)))
    if len(sizes) != 1 or sizes[0] < 1 or sizes[0] > 4:
        raise ValueError(f"the pieces have {', '.join(map(str, sizes)) or 'no'} variables; all have one number of them, from 1 to 4")
    (d,) = sizes

    def dot(j, point):
        total = steep[j][0] * point[0]
        for i in range(1, d):
            total = total + steep[j][i] * point[i]
        return total

    def highest(point):
        top = dot(0, point) + base[0]
        for j in range(1, n):
            height = dot(j, point) + base[j]
            top = where(height > top, height, where(height < top, top, height))
        return top

    def fastest(i, point, v):
        """Return entry i of the slope of the chosen piece."""
        g, top, climb = steep[0][i], dot(0, point) + base[0], dot(0, v)
        for j in range(1, n):
            height, rate = dot(j, point) + base[j], dot(j, v)
            taken = where(height > top, 1, where(height < top, 0, where(rate > climb, 1, 0)))
            top, climb = where(taken > 0, height, top), where(taken > 0, rate, climb)
            g = where(taken > 0, steep[j][i], g)
        return g + 0 * top  # NaN where a coordinate is

    value, gradient = (one, two, three, four)[d - 1](highest, fastest)
    return Objective(value, gradient, None, satisfies, minimum, start)


def one(highest, fastest):
    def value(x: Coordinate):
        return highest((x,))

    def gradient(x: Coordinate, v: Direction = 0):
        return fastest(0, (x,), (v,))

    return value, gradient


def two(highest, fastest):
    def value(x: Coordinate, y: Coordinate):
        return highest((x, y))

    def gradient(x: Coordinate, y: Coordinate, v: Direction = 0, w: Direction = 0):
        return fastest(0, (x, y), (v, w)), fastest(1, (x, y), (v, w))

    return value, gradient


def three(highest, fastest):
    def value(x: Coordinate, y: Coordinate, z: Coordinate):
        return highest((x, y, z))

    def gradient(x: Coordinate, y: Coordinate, z: Coordinate, u: Direction = 0, v: Direction = 0, w: Direction = 0):
        point, along = (x, y, z), (u, v, w)
        return fastest(0, point, along), fastest(1, point, along), fastest(2, point, along)

    return value, gradient


def four(highest, fastest):
    def value(x: Coordinate, y: Coordinate, z: Coordinate, t: Coordinate):
        return highest((x, y, z, t))

    def gradient(
        x: Coordinate, y: Coordinate, z: Coordinate, t: Coordinate, u: Direction = 0, v: Direction = 0, w: Direction = 0, s: Direction = 0
    ):
        point, along = (x, y, z, t), (u, v, w, s)
        return fastest(0, point, along), fastest(1, point, along), fastest(2, point, along), fastest(3, point, along)

    return value, gradient


def centre():
    return 0


def corner():
    return 2, -1


max_of_affine = max_of((((1, 0), 0), ((0, 1), 0), ((-1, -1), 0)), (), centre, corner)
