"""Build functions of networks, x_{l+1} = sigma_{l+1}(W_l x_l). Thesis, section 6.4.2, (6.8).

Linear layers are passed forward and backward, for a loss as a function of the weights; rectifiers make a function of the input.
"""

from collections.abc import Sequence
from itertools import accumulate

from theorysim.domains import Coordinate, Direction
from theorysim.entries import Body
from theorysim.maths import row, where
from theorysim.objectives.piecewise import exact


def linear_layers(sizes: Sequence[int]) -> tuple[int, int, Body, Body]:
    """Return how many units and weights a linear network of these layer sizes has, and two bodies over rows of numbers.

    The weights lie layer by layer, each matrix row by row, and the units layer by layer.

    * forward(x, units) fills in the units of all layers but the first from those of the first, with the weights x;
    * backward(x, units, slopes, out) adds to `out` the derivatives by the weights, and fills in `slopes`, the derivatives by
      the units, from those of the last layer.
    """
    depth, sizes = len(sizes) - 1, tuple(sizes)
    unit = (0, *accumulate(sizes))
    weight = (0, *accumulate(m * n for m, n in zip(sizes, sizes[1:], strict=False)))

    def forward(x, units):
        for l in range(depth):
            for j in range(sizes[l + 1]):
                z = 0.0
                for k in range(sizes[l]):
                    z = z + x[weight[l] + j * sizes[l] + k] * units[unit[l] + k]
                units[unit[l + 1] + j] = z

    def backward(x, units, slopes, out):
        for back in range(1, depth + 1):
            l = depth - back
            for k in range(sizes[l]):
                slopes[unit[l] + k] = 0.0
            for j in range(sizes[l + 1]):
                s = slopes[unit[l + 1] + j]
                for k in range(sizes[l]):
                    w = weight[l] + j * sizes[l] + k
                    out[w] = out[w] + s * units[unit[l] + k]
                    slopes[unit[l] + k] = slopes[unit[l] + k] + x[w] * s

    return unit[-1], weight[-1], forward, backward


def rectifiers(layers: Sequence[tuple[Sequence[Sequence[float]], Sequence[float]]]) -> tuple[Body, Body]:
    """Return value and gradient of a network of rectifiers, as a function of its input of two coordinates.

    Each layer is (matrix by rows, offsets); the last has one row, and no rectifier. The function is piecewise linear. Its gradient
    is that of the piece that holds x + t v + t^2 (1, 0) + t^3 (0, 1) for all small t > 0, so that <g, v> = f'(x; v). In floats it is
    the right piece where weights and x are such that no sum is rounded.
    """
    sizes = (2, *(len(offsets) for _, offsets in layers))
    depth, unit, units = len(layers), (0, *accumulate(sizes)), sum(sizes)
    filled = inputs
    for l, (rows, offsets) in enumerate(layers):
        weights = exact([weight for row in rows for weight in row])
        filled = layer(filled, weights, exact(offsets), unit[l : l + 3], l + 1 < depth)

    def top(x, y, v, w):
        """Return the output and its derivatives by x and y."""
        h, hx, hy = row(0.0 * x, units), row(0.0, units), row(0.0, units)
        filled(x, y, v, w, h, hx, hy)
        return h[units - 1], hx[units - 1], hy[units - 1]

    def value(x: Coordinate, y: Coordinate):
        return top(x, y, 0, 0)[0]

    def gradient(x: Coordinate, y: Coordinate, v: Direction = 0, w: Direction = 0):
        z, dx, dy = top(x, y, v, w)
        return dx + 0 * z, dy + 0 * z  # NaN where a coordinate is

    return value, gradient


def inputs(x, y, v, w, h, hx, hy):
    h[0], h[1], hx[0], hy[1] = x, y, 1.0, 1.0


def layer(below: Body, weights: Sequence[float], offsets: Sequence[float], ends: tuple[int, int, int], rectified: bool) -> Body:
    """Return a body that fills in the units of all layers up to one, from ends[1] to ends[2]; its sizes are constants for the compiler."""
    first, begin, end = ends
    m, n = begin - first, end - begin

    def filled(x, y, v, w, h, hx, hy):
        below(x, y, v, w, h, hx, hy)
        for j in range(n):
            z, dx, dy = offsets[j], 0.0, 0.0
            for k in range(m):
                weight, unit = weights[j * m + k], first + k
                z, dx, dy = z + weight * h[unit], dx + weight * hx[unit], dy + weight * hy[unit]
            on = where(rectified, side(z, v * dx + w * dy, dx, dy), 1)
            h[begin + j], hx[begin + j], hy[begin + j] = on * z, on * dx, on * dy

    return filled


def side(z, along, dx, dy):
    """Return 1 where a rectifier lets z pass, else 0: the first of z, and of how it moves, that is not 0 decides."""
    moved = where(along > 0, 1, where(along < 0, 0, where(dx > 0, 1, where(dx < 0, 0, where(dy > 0, 1, 0)))))
    return where(z > 0, 1, where(z < 0, 0, moved))
