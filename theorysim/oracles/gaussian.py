"""Add a normal number of standard deviation sigma. Thesis, section 4.3."""

from theorysim.domains import Nonnegative, Normal, Positive, Real
from theorysim.entries import Oracle
from theorysim.maths import exp, pi, power, sqrt
from theorysim.oracles.log_gamma import log_gamma


def perturb(g: Real, z: Normal, sigma: Nonnegative = 1):
    return g + sigma * z


def moment(q: Positive, sigma: Nonnegative = 1):
    return power(sigma, q) * power(2, q / 2) * exp(log_gamma((q + 1) / 2)) / sqrt(pi)


gaussian = Oracle(perturb, moment=moment)
