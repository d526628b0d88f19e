"""Tie each coordinate to the next, so that one gradient uncovers one: the worst smooth convex function. Thesis, section 2.1.2, table 2.1.

f(x) = L/4 ((x_1^2 + (x_1 - x_2)^2 + ... + (x_{d-1} - x_d)^2 + x_d^2)/2 - x_1), Nesterov (2018), section 2.1.2: convex, L-smooth, least
at x_i = 1 - i/(d + 1). After k gradients a run in their span from 0 has reached no coordinate beyond k.
"""

from theorysim.domains import Coordinate, Dimension, Index, Left, Positive, Right
from theorysim.entries import Objective
from theorysim.maths import equal, where


def value(left: Left, x: Coordinate, i: Index, d: Dimension, L: Positive = 1):
    return L / 4 * (((x - left) * (x - left) + where(equal(i, d), x * x, 0)) / 2 - where(equal(i, 1), x, 0))


def gradient(left: Left, x: Coordinate, right: Right, i: Index, L: Positive = 1):
    return L / 4 * ((x - left) + (x - right) - where(equal(i, 1), 1, 0))


def minimum(d: Dimension, L: Positive = 1):
    return -L / 8 * d / (d + 1)


def start(L: Positive = 1):
    return 0


worst_convex = Objective(value, gradient, minimum=minimum, start=start)
