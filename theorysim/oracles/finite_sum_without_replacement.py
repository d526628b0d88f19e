"""Show the mean gradient over `batch` different terms of a finite sum; all of them where `batch` is larger. Thesis, section 2.1.3.

`variance` is the mean square distance of the terms' gradients from their mean, `deviation` the largest distance. Exact at q = 2.
"""

from theorysim.domains import Asked, Positive, PositiveCount, WithoutReplacement
from theorysim.entries import Oracle
from theorysim.maths import maximum, power, where


def perturb(sample: WithoutReplacement, batch: PositiveCount = 1):
    return sample


def moment(q: Positive, variance: Asked, deviation: Asked, parts: Asked, batch: PositiveCount = 1):
    left = maximum(parts - batch, 0) / maximum(parts - 1, 1)  # of the variance with replacement
    return where(q < 2, power(left * variance / batch, q / 2), left * power(deviation, q - 2) * variance / batch)


def support(deviation: Asked):
    return deviation


finite_sum_without_replacement = Oracle(perturb, moment=moment, support=support)
