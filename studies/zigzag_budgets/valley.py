"""Descend along the floor of a valley, between walls that are steeper: wall |x| + floor |y|, and its distance from stationary points.

Within delta of a point beyond |y| = delta all gradients have the y-entry of the floor: 0 comes into their hull only where both
|x| and |y| are at most delta. So the distance from 0 to Goldstein's subdifferential is that of the entries that cannot change sign.
"""

from theorysim.domains import Asked, Coordinate, Direction, Index, Nonnegative, Positive, Zero
from theorysim.maths import absolute, sqrt, where
from theorysim.model import Objective, Quantity
from theorysim.objectives.absolute_value import gradient as slope


def value(x: Coordinate, y: Coordinate, wall: Positive, floor: Positive):
    return wall * absolute(x) + floor * absolute(y)


def gradient(x: Coordinate, y: Coordinate, wall: Positive, floor: Positive, v: Direction = 0, w: Direction = 0):
    return slope(x, v, wall), slope(y, w, floor)


def minimum(wall: Positive, floor: Positive):
    return 0


def kept(so_far: Zero, x: Coordinate, i: Index, delta: Nonnegative, wall: Positive, floor: Positive):
    return so_far + where(absolute(x) > delta, where(i < 2, wall * wall, floor * floor), 0)


def distance(kept: Asked):
    return sqrt(kept)


valley = Objective(value, gradient, minimum=minimum)
stationary = Quantity(distance, "gradient", kept)
