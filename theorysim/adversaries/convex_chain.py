"""Show the gradient of Nesterov's worst smooth convex function in 2n + 1 coordinates, n times. Thesis, section 2.1.2, table 2.1.

After n gradients a zero-respecting method from 0 has moved n coordinates at most, and there f - f* is at least L/(16 (n + 1)), which is
more than 3 L |x_0 - x*|^2/(32 (n + 1)^2): Nesterov (2018), theorem 2.1.7.
"""

from theorysim.domains import Asked, Positive, PositiveCount
from theorysim.entries import Adversary, less
from theorysim.objectives.worst_convex import worst_convex


def steepness(L: Positive = 1):
    return L


def bowed():
    return 0


def calls(n: PositiveCount = 10):
    return n


def length(n: PositiveCount = 10):
    return 2 * n + 1


def far(gap: Asked, L: Positive = 1, n: PositiveCount = 10):
    square = (2 * n + 1) * (4 * n + 3) / (12 * (n + 1))  # |x*|^2
    return 3 * L * square / (32 * (n + 1) * (n + 1)), gap


convex_chain = Adversary(
    lambda points: worst_convex,
    {"L": steepness},
    less(far, "f - f* is above 3 L |x_0 - x*|^2/(32 (n + 1)^2)"),
    calls,
    ("table-2.1-lower-smooth",),
    steepness,
    dimension=length,
    bowed=bowed,
)
