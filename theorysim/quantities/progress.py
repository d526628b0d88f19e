"""Measure how far along a chain a point is: the last i with |x_i| > beta, 0 where there is none. Thesis, section 4.7.7, prog_beta."""

from theorysim.domains import Asked, Coordinate, Index, Nonnegative, Zero
from theorysim.entries import Quantity
from theorysim.maths import absolute, where


def prog(so_far: Zero, x: Coordinate, i: Index, beta: Nonnegative = 1 / 4):
    return where(absolute(x) > beta, i, so_far)


def reached(prog: Asked):
    return prog


progress = Quantity(reached, "coordinates", prog)
