"""Add tau with a small probability p, and a little to the other side otherwise, so that the mean is 0. Thesis, assumption 3.4.2.

The norm is bounded by tau almost surely and the variance is p tau^2/(1 - p): what a bound on the norm says little about.
"""

from typing import Annotated

from theorysim.domains import Domain, Finite, Nonnegative, Positive, Real
from theorysim.entries import Oracle
from theorysim.maths import equal, power, where

AtMostHalf = Annotated[float, Domain("at most half", low=0, high=0.5, high_open=False)]


def often(p: AtMostHalf = 1 / 16):
    return 1 - p


def perturb(g: Real, z: Annotated[float, Finite(often)], tau: Nonnegative = 1, p: AtMostHalf = 1 / 16):
    return g + where(equal(z, 1), -tau * p / (1 - p), tau)


def moment(q: Positive, tau: Nonnegative = 1, p: AtMostHalf = 1 / 16):
    return p * power(tau, q) + (1 - p) * power(tau * p / (1 - p), q)


def support(tau: Nonnegative = 1):
    return tau


bounded_rare = Oracle(perturb, moment=moment, support=support)
