"""Uncover one coordinate after the other, each only when the one before it is far from 0. Thesis, section 4.7.7, the chain f_d.

f(x) = L scale^2/152 f_d(x/scale), and f_d(x) = -Psi(1) Phi(x_1) + the sum over i > 1 of Psi(-x_{i-1}) Phi(-x_i) - Psi(x_{i-1}) Phi(x_i):
the coordinate before the first counts as 1. Psi(x) is 0 up to 1/2, so one of Psi(x), Psi(-x) is 0. The infimum,
-sqrt(2 pi e) (1 + (d - 1) e) for f_d, is approached as all coordinates grow and never attained.
"""

from theorysim.domains import Coordinate, Dimension, Index, Left, Positive, Right
from theorysim.entries import Objective
from theorysim.maths import absolute, e, equal, erfc, exp, flat, pi, sqrt, where


def Psi(x):
    return e * flat(2 * x - 1, 0)


def dPsi(x):
    return 4 * e * flat(2 * x - 1, 3)


def Phi(x):
    return sqrt(e * pi / 2) * erfc(-x / sqrt(2))


def dPhi(x):
    return sqrt(e) * exp(-x * x / 2)


def before(left, i, scale):
    """Return the coordinate before this one, in units of the scale."""
    return where(equal(i, 1), 1, left / scale)


def value(left: Left, x: Coordinate, i: Index, L: Positive = 152, scale: Positive = 1):
    a, b = before(left, i, scale), x / scale
    return L * scale * scale / 152 * where(a < 0, 1, -1) * Psi(absolute(a)) * Phi(where(a < 0, -b, b))


def gradient(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 152, scale: Positive = 1):
    a, b, c = before(left, i, scale), x / scale, right / scale
    onward = where(i < d, dPsi(absolute(b)) * Phi(where(b < 0, -c, c)), 0)
    return -L * scale / 152 * (Psi(absolute(a)) * dPhi(b) + onward)


def minimum(d: Dimension, L: Positive = 152, scale: Positive = 1):
    return -L * scale * scale / 152 * sqrt(2 * pi * e) * (1 + (d - 1) * e)


def start(L: Positive = 152, scale: Positive = 1):
    return 0


chain = Objective(value, gradient, minimum=minimum, start=start)
