"""Add a stable number of index alpha in (1, 2] and skewness beta, with mean 0. Thesis, section 4.4.

Drawn as Chambers, Mallows and Stuck (1976) do. The characteristic function is exp(-|s t|^alpha (1 - i beta tan(pi alpha/2) sign t)),
s = sigma: normal of variance 2 sigma^2 at alpha = 2. E|noise|^q is finite for q < alpha only, where alpha < 2.
"""

from typing import Annotated

from theorysim.domains import Domain, Nonnegative, Positive, Real, TailIndex, Uniform
from theorysim.entries import Oracle
from theorysim.maths import cos, exp, inf, log, maximum, pi, power, sin, sqrt, where
from theorysim.oracles.log_gamma import log_gamma

Skewness = Annotated[float, Domain("skewness", low=-1, high=1, low_open=False, high_open=False)]
SMALLEST = 2**-60  # where rounding takes a positive number to 0 or below: at |beta| = 1, once in 10^15 draws


def skew(alpha, beta):
    return beta * sin(pi * alpha / 2) / cos(pi * alpha / 2)


def perturb(g: Real, u: Uniform, v: Uniform, alpha: TailIndex = 3 / 2, beta: Skewness = 0, sigma: Nonnegative = 1):
    t = skew(alpha, beta)
    angle = pi * (u - 1 / 2)
    turned = (sin(alpha * angle) + t * cos(alpha * angle)) / power(cos(angle), 1 / alpha)
    rest = maximum(cos((1 - alpha) * angle) + t * sin((1 - alpha) * angle), SMALLEST)
    return g + sigma * turned * power(rest / -log(v), (1 - alpha) / alpha)


def arctan(t):
    """Return arctan t: the angle is halved ten times, then it is a short series."""
    for _ in range(10):
        t = t / (1 + sqrt(1 + t * t))
    return 1024 * (t - t * t * t / 3 + t * t * t * t * t / 5)


def moment(q: Positive, alpha: TailIndex = 3 / 2, beta: Skewness = 0, sigma: Nonnegative = 1):
    t = skew(alpha, beta)
    left = where(q < alpha, 1 - q / alpha, 1)
    tail = where(alpha < 2, sin(pi * q / 2) * exp(log_gamma(q / 2) + log_gamma(left)) / pi, 1)
    turn = power(1 + t * t, q / (2 * alpha)) * cos(q * arctan(t) / alpha)
    size = 2 * power(sigma, q) * exp(log_gamma(q) - log_gamma(q / 2)) * tail * turn
    return where(q < alpha, size, where(alpha < 2, inf, size))


stable = Oracle(perturb, moment=moment)
