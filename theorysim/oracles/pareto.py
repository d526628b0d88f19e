"""Add a symmetric number whose tail is a power: P(|noise| > t) = (scale/t)^alpha for t >= scale. Thesis, section 4.4.

E|noise|^q is finite for q < alpha only: assumption 4.4.1 holds with every exponent below the tail index, not with it.
"""

from theorysim.domains import AboveOne, Nonnegative, Positive, Real, Uniform
from theorysim.entries import Oracle
from theorysim.maths import inf, power, where


def perturb(g: Real, u: Uniform, alpha: AboveOne = 3 / 2, scale: Nonnegative = 1):
    return g + scale * where(u < 1 / 2, -power(2 * u, -1 / alpha), power(2 - 2 * u, -1 / alpha))


def moment(q: Positive, alpha: AboveOne = 3 / 2, scale: Nonnegative = 1):
    return where(q < alpha, power(scale, q) * alpha / (alpha - q), inf)


pareto = Oracle(perturb, moment=moment)
