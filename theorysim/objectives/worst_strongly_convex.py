"""Tie each coordinate to the next over a bowl of curvature L/Q: the worst strongly convex function. Thesis, section 2.1.2, theorem 2.1.2.

The chain of `worst_convex` with L - mu for L, plus mu |x|^2/2, where mu = L/Q: mu-strongly convex and L-smooth, in d coordinates that
end at a wall, x_{d+1} = 0. With q = (sqrt(Q) - 1)/(sqrt(Q) + 1) it is least at x_i = (q^i - q^(2d + 2 - i))/(1 - q^(2d + 2)).
"""

from theorysim.domains import AboveOne, Coordinate, Dimension, Index, Left, Positive, Right
from theorysim.entries import Objective
from theorysim.maths import power, sqrt
from theorysim.objectives.worst_convex import gradient as pull
from theorysim.objectives.worst_convex import value as energy


def value(left: Left, x: Coordinate, i: Index, d: Dimension, L: Positive = 1, Q: AboveOne = 100):
    return energy(left, x, i, d, L - L / Q) + L / Q * x * x / 2


def gradient(left: Left, x: Coordinate, right: Right, i: Index, L: Positive = 1, Q: AboveOne = 100):
    return pull(left, x, right, i, L - L / Q) + L / Q * x


def ratio(Q):
    """Return q, by which the minimiser of the infinite chain falls from one coordinate to the next."""
    return (sqrt(Q) - 1) / (sqrt(Q) + 1)


def minimum(d: Dimension, L: Positive = 1, Q: AboveOne = 100):
    q = ratio(Q)
    return -(L - L / Q) / 8 * q * (1 - power(q, 2 * d)) / (1 - power(q, 2 * d + 2))


def start(L: Positive = 1, Q: AboveOne = 100):
    return 0


worst_strongly_convex = Objective(value, gradient, minimum=minimum, start=start)
