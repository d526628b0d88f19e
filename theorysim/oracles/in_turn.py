"""Show the mean gradient over the next `batch` terms of a finite sum, in their order and round again. Thesis, section 2.1.3.

Nothing is random: the mean over a whole round is the gradient, at one step it is not.
"""

from theorysim.domains import Asked, InTurn, Positive, PositiveCount
from theorysim.entries import Oracle
from theorysim.maths import power


def perturb(sample: InTurn, batch: PositiveCount = 1):
    return sample


def moment(q: Positive, deviation: Asked):
    return power(deviation, q)


def support(deviation: Asked):
    return deviation


in_turn = Oracle(perturb, unbiased=False, moment=moment, support=support)
