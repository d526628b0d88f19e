"""Bound the noise of a stochastic gradient almost surely: |seen - f'(x)| <= tau. Thesis, assumption 3.4.2."""

from theorysim.domains import Asked, Positive
from theorysim.entries import Assumption, at_most


def bounded(noise_norm: Asked, tau: Positive):
    return noise_norm, tau


bounded_noise = Assumption(at_most(bounded, "|seen - f'| <= tau almost surely"), source="Thesis, assumption 3.4.2")
