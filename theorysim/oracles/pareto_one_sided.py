"""Add a positive number with tail (scale/t)^alpha, less its mean: rarely far up, mostly a little down. Thesis, section 4.4.

With m its mean at scale 1, the moment is exact above m and, below, bounded by (m - 1)^q times the probability to be there.
"""

from theorysim.domains import AboveOne, Nonnegative, Positive, Real, Uniform
from theorysim.entries import Oracle
from theorysim.maths import exp, inf, power, where
from theorysim.oracles.log_gamma import log_gamma


def centre(alpha):
    return alpha / (alpha - 1)


def perturb(g: Real, u: Uniform, alpha: AboveOne = 3 / 2, scale: Nonnegative = 1):
    return g + scale * (power(u, -1 / alpha) - centre(alpha))


def moment(q: Positive, alpha: AboveOne = 3 / 2, scale: Nonnegative = 1):
    m = centre(alpha)
    left = where(q < alpha, alpha - q, 1)
    above = power(m, q - alpha) * exp(log_gamma(q + 1) + log_gamma(left) - log_gamma(alpha))
    below = power(m - 1, q) * (1 - power(m, -alpha))
    return where(q < alpha, power(scale, q) * (above + below), inf)


pareto_one_sided = Oracle(perturb, moment=moment)
