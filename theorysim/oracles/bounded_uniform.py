"""Add a number that is uniform on [-tau, tau]. Thesis, assumption 3.4.2."""

from theorysim.domains import Nonnegative, Positive, Real, Uniform
from theorysim.entries import Oracle
from theorysim.maths import power


def perturb(g: Real, u: Uniform, tau: Nonnegative = 1):
    return g + tau * (2 * u - 1)


def moment(q: Positive, tau: Nonnegative = 1):
    return power(tau, q) / (q + 1)


def support(tau: Nonnegative = 1):
    return tau


bounded_uniform = Oracle(perturb, moment=moment, support=support)
