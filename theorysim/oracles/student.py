"""Add a number with Student's law of nu degrees of freedom, times a scale: tail index nu, near normal for a large nu. Thesis, section 4.4.

Drawn by the polar method of Bailey (1994); where u^(-2/nu) is near 1, what it is above 1 comes from the exponential series.
"""

from theorysim.domains import AboveOne, Nonnegative, Positive, Real, Uniform
from theorysim.entries import Oracle
from theorysim.maths import cos, exp, inf, log, pi, power, sqrt, where
from theorysim.oracles.log_gamma import log_gamma


def perturb(g: Real, u: Uniform, v: Uniform, nu: AboveOne = 2, scale: Nonnegative = 1):
    t = -2 * log(u) / nu
    above = where(t < 1 / 1024, t * (1 + t / 2 * (1 + t / 3 * (1 + t / 4))), power(u, -2 / nu) - 1)
    return g + scale * sqrt(nu * above) * cos(2 * pi * v)


def moment(q: Positive, nu: AboveOne = 2, scale: Nonnegative = 1):
    above = log_gamma((q + 1) / 2) + log_gamma(where(q < nu, nu - q, 1) / 2) - log_gamma(nu / 2)
    return where(q < nu, power(scale, q) * power(nu, q / 2) * exp(above) / sqrt(pi), inf)


student = Oracle(perturb, moment=moment)
