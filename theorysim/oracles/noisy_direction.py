"""Return the generalized gradient that fits the direction, with noise of variance sigma^2 in all. Thesis, assumption 5.3.1(b).

In each of d coordinates sigma/sqrt(d) is added or taken away, each half of the time: E|g - g_x|^2 = sigma^2 in the norm of R^d.
"""

from typing import Annotated

from theorysim.domains import Dimension, Direction, Finite, Nonnegative, Positive, Real
from theorysim.entries import Oracle
from theorysim.maths import equal, power, sqrt, where


def half():
    return 1 / 2


def perturb(g: Real, v: Direction, z: Annotated[float, Finite(half)], d: Dimension, sigma: Nonnegative = 1):
    return g + where(equal(z, 1), 1, -1) * (sigma / sqrt(d))


def moment(q: Positive, sigma: Nonnegative = 1):
    return power(sigma, q)


def support(sigma: Nonnegative = 1):
    return sigma


noisy_direction = Oracle(perturb, moment=moment, support=support)
