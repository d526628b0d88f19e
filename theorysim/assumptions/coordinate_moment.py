"""Bound one moment of each coordinate of the stochastic gradient: E|seen_i|^alpha <= B_i^alpha. Thesis, assumption 4.5.1."""

from theorysim.domains import Asked, Nonnegative, TailIndex
from theorysim.entries import Assumption, at_most
from theorysim.maths import power


def bounded(coordinate_moment: Asked, alpha: TailIndex, B: Nonnegative):
    return coordinate_moment, power(B, alpha)


coordinate_moment = Assumption(at_most(bounded, "E|seen_i|^alpha <= B_i^alpha"), source="Thesis, assumption 4.5.1")
