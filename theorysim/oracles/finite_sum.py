"""Show the mean gradient over `batch` terms of a finite sum, drawn with replacement. Thesis, section 2.1.3.

`variance` is the mean square distance of the terms' gradients from their mean, `deviation` the largest distance. Exact at q = 2.
"""

from theorysim.domains import Asked, Positive, PositiveCount, WithReplacement
from theorysim.entries import Oracle
from theorysim.maths import power, where


def perturb(sample: WithReplacement, batch: PositiveCount = 1):
    return sample


def moment(q: Positive, variance: Asked, deviation: Asked, batch: PositiveCount = 1):
    return where(q < 2, power(variance / batch, q / 2), power(deviation, q - 2) * variance / batch)


def support(deviation: Asked):
    return deviation


finite_sum = Oracle(perturb, moment=moment, support=support)
