"""Bound one moment of the stochastic gradient itself: E|seen|^alpha <= G^alpha. Thesis, assumption 4.4.3."""

from theorysim.domains import Asked, Positive, TailIndex
from theorysim.entries import Assumption, at_most
from theorysim.maths import power


def bounded(gradient_moment: Asked, alpha: TailIndex, G: Positive):
    return gradient_moment, power(G, alpha)


bounded_gradient_moment = Assumption(at_most(bounded, "E|seen|^alpha <= G^alpha"), source="Thesis, assumption 4.4.3")
