"""Bound one moment of the noise of a stochastic gradient: E|seen - f'(x)|^alpha <= sigma^alpha. Thesis, assumption 4.4.1.

The thesis names the constant G and writes sigma.
"""

from theorysim.domains import Asked, Positive, TailIndex
from theorysim.entries import Assumption, at_most
from theorysim.maths import power


def bounded(noise_moment: Asked, alpha: TailIndex, sigma: Positive):
    return noise_moment, power(sigma, alpha)


bounded_moment = Assumption(at_most(bounded, "E|seen - f'|^alpha <= sigma^alpha"), source="Thesis, assumption 4.4.1")
