"""Carry on the chain of `worst_strongly_convex` without end, of which d coordinates are shown. Thesis, section 2.1.2, theorem 2.1.2.

All coordinates beyond d are where the function is least given x_d, so that the last link counts 1 - q = 2/(sqrt(Q) + 1) of itself.
Minimum and minimiser, x_i = q^i, are those of the infinite chain for every d; so is every gradient that a run from 0 in
the span of its gradients sees in its first d steps, and every value before it reaches x_d.
"""

from theorysim.domains import AboveOne, Coordinate, Dimension, Index, Left, Positive, Right
from theorysim.entries import Objective
from theorysim.maths import equal, where
from theorysim.objectives.worst_strongly_convex import gradient as at_wall
from theorysim.objectives.worst_strongly_convex import ratio
from theorysim.objectives.worst_strongly_convex import value as up_to_wall


def value(left: Left, x: Coordinate, i: Index, d: Dimension, L: Positive = 1, Q: AboveOne = 100):
    return up_to_wall(left, x, i, d, L, Q) - where(equal(i, d), (L - L / Q) / 8 * ratio(Q) * x * x, 0)


def gradient(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1, Q: AboveOne = 100):
    return at_wall(left, x, right, i, L, Q) - where(equal(i, d), (L - L / Q) / 4 * ratio(Q) * x, 0)


def minimum(L: Positive = 1, Q: AboveOne = 100):
    return -(L - L / Q) / 8 * ratio(Q)


def start(L: Positive = 1, Q: AboveOne = 100):
    return 0


worst_strongly_convex_infinite = Objective(value, gradient, minimum=minimum, start=start)
