"""Add a number with Student's law of nu degrees of freedom, times a scale: tail index nu, near normal for a large nu. Thesis, section 4.4.

Drawn by the polar method of Bailey (1994). nu is at most 10^6, where 1 is taken from u^(-2/nu): further up, rounding would be the noise.
"""

from typing import Annotated

from theorysim.domains import Domain, Nonnegative, Positive, Real, Uniform
from theorysim.maths import cos, exp, inf, pi, power, sqrt, where
from theorysim.model import Oracle
from theorysim.oracles.log_gamma import log_gamma

Freedom = Annotated[float, Domain("degrees of freedom", low=1, high=10**6, high_open=False)]


def perturb(g: Real, u: Uniform, v: Uniform, nu: Freedom = 2, scale: Nonnegative = 1):
    return g + scale * sqrt(nu * (power(u, -2 / nu) - 1)) * cos(2 * pi * v)


def moment(q: Positive, nu: Freedom = 2, scale: Nonnegative = 1):
    above = log_gamma((q + 1) / 2) + log_gamma(where(q < nu, nu - q, 1) / 2) - log_gamma(nu / 2)
    return where(q < nu, power(scale, q) * power(nu, q / 2) * exp(above) / sqrt(pi), inf)


student = Oracle(perturb, moment=moment)
