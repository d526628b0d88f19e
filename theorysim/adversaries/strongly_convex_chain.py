"""Show the gradient of Nesterov's worst strongly convex function, n times. Thesis, section 2.1.2, theorem 2.1.2.

With mu = L/Q and q = (sqrt(Q) - 1)/(sqrt(Q) + 1) the minimiser falls by q from one coordinate to the next. After n gradients a
zero-respecting method from 0 has moved n of them at most, so f - f* is at least mu/2 times the square of what is left; half of
that of the infinite chain, mu/4 q^(2n + 2)/(1 - q^2), is asked for, in so many coordinates that the wall at their end is not felt.
"""

from theorysim.domains import AboveOne, Asked, Positive, PositiveCount
from theorysim.entries import Adversary, less
from theorysim.maths import power, sqrt
from theorysim.objectives.worst_strongly_convex import ratio, worst_strongly_convex


def steepness(L: Positive = 1):
    return L


def condition(Q: AboveOne = 100):
    return Q


def bowed(L: Positive = 1, Q: AboveOne = 100):
    return L / Q


def calls(n: PositiveCount = 10):
    return n


def length(n: PositiveCount = 10, Q: AboveOne = 100):
    return n + 4 * sqrt(Q)


def far(gap: Asked, L: Positive = 1, Q: AboveOne = 100, n: PositiveCount = 10):
    q = ratio(Q)
    return L / Q / 4 * power(q, 2 * n + 2) / (1 - q * q), gap


strongly_convex_chain = Adversary(
    lambda points: worst_strongly_convex,
    {"L": steepness, "Q": condition},
    less(far, "f - f* is above mu/4 q^(2n + 2)/(1 - q^2)"),
    calls,
    ("theorem-2.1.2",),
    steepness,
    dimension=length,
    bowed=bowed,
)
