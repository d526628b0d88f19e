"""Lead to the minimum along a bent valley: |x - 1|/4 + |y - 2 |x| + 1|. Nesterov's function, as in Gürbüzbalaban and Overton (2012).

Their second nonsmooth variant of Rosenbrock's function. Thesis, section 5.2.3, a member of the class (5.2). The valley is the bent line y
= 2 |x| - 1, the minimum lies at (1, 1). At (0, -1), where the line bends, 0 is a generalized gradient, although the function falls along
(1, 2). Along a direction the gradient is that of the side to which it leads.
"""

from theorysim.domains import Coordinate, Direction
from theorysim.entries import Objective
from theorysim.maths import absolute, where


def side(u, along):
    """Return the slope of |u| where u moves by `along`: 1 where it does not."""
    return where(u > 0, 1, where(u < 0, -1, where(along < 0, -1, 1)))


def value(x: Coordinate, y: Coordinate):
    return absolute(x - 1) / 4 + absolute(y - 2 * absolute(x) + 1)


def gradient(x: Coordinate, y: Coordinate, v: Direction = 0, w: Direction = 0):
    bend = side(x, v)
    up = side(y - 2 * absolute(x) + 1, w - 2 * bend * v)
    return side(x - 1, v) / 4 - 2 * up * bend + 0 * x, up + 0 * x + 0 * y  # NaN where a coordinate is


def minimum():
    return 0


def minimizer():
    return 1, 1


def start():
    return -1, 1


nonsmooth_rosenbrock = Objective(value, gradient, minimum=minimum, start=start, minimizer=minimizer)
