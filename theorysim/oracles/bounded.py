"""Add tau or -tau, each half of the time. Thesis, assumption 3.4.2.

Of all noises that tau bounds this one has the largest moments.
"""

from typing import Annotated

from theorysim.domains import Finite, Nonnegative, Positive, Real
from theorysim.entries import Oracle
from theorysim.maths import equal, power, where


def half():
    return 1 / 2


def perturb(g: Real, z: Annotated[float, Finite(half)], tau: Nonnegative = 1):
    return g + where(equal(z, 1), tau, -tau)


def moment(q: Positive, tau: Nonnegative = 1):
    return power(tau, q)


def support(tau: Nonnegative = 1):
    return tau


bounded = Oracle(perturb, moment=moment, support=support)
