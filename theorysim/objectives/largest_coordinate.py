"""Show one coordinate at a time: gamma max_i x_i + mu |x|^2/2. Nesterov (2018), section 3.2.1, the lower bound for subgradients.

Thesis, table 2.1, convex L-Lipschitz functions on a ball. At a tie the gradient is that of the first coordinate, so that k steps from 0
see k coordinates at most. The minimum, -gamma^2/(2 mu d), lies where each of the d coordinates is -gamma/(mu d).
"""

from theorysim.domains import Filled, Positive, Vector
from theorysim.entries import Objective
from theorysim.maths import equal, where


def largest_of(d: int) -> Objective:
    """Return the function of d variables; raises ValueError for none."""
    if d < 1:
        raise ValueError("the largest of no coordinates")

    def first(x):
        """Return the first of the largest coordinates, and which it is."""
        top, place = x[0], 0
        for i in range(1, d):
            place = where(x[i] > top, i, place)
            top = where(x[i] > top, x[i], top)
        return top, place

    def value(x: Vector, gamma: Positive = 1, mu: Positive = 1):
        top, _ = first(x)
        square = 0.0
        for i in range(d):
            square = square + x[i] * x[i]
        return gamma * top + mu * square / 2

    def gradient(x: Vector, out: Filled, gamma: Positive = 1, mu: Positive = 1):
        _, place = first(x)
        for i in range(d):
            out[i] = where(equal(place, i), gamma, 0) + mu * x[i]

    def minimum(gamma: Positive = 1, mu: Positive = 1):
        return -gamma * gamma / (2 * mu * d)

    def start(gamma: Positive = 1, mu: Positive = 1):
        return (0,) * d

    return Objective(value, gradient, minimum=minimum, start=start)


largest_coordinate = largest_of(8)
