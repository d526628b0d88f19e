"""Show x, or rarely x - 1/(2 gamma): two functions that are told apart only by how rarely. Thesis, section 4.7.6, (4.5).

gamma = (4 epsilon)^(1/(alpha - 1)), and with nu = 0 or 1 the rare point has probability gamma^alpha - 2 nu gamma epsilon
and b = (2 - nu) epsilon; the oracle sees the gradient g = x - b.
"""

from typing import Annotated

from theorysim.domains import Domain, Finite, Positive, Real, TailIndex
from theorysim.entries import Oracle
from theorysim.maths import absolute, equal, maximum, power, where

Accuracy = Annotated[float, Domain("at most 1/8", low=0, high=0.125, high_open=False)]
Coin = Annotated[int, Domain("0 or 1", low=0, high=1, low_open=False, high_open=False, integer=True)]


def gamma(epsilon, alpha):
    return power(4 * epsilon, 1 / (alpha - 1))


def rare(epsilon: Accuracy = 1 / 16, alpha: TailIndex = 2, nu: Coin = 0):
    return power(4 * epsilon, alpha / (alpha - 1)) - 2 * nu * gamma(epsilon, alpha) * epsilon


def perturb(g: Real, z: Annotated[float, Finite(rare)], epsilon: Accuracy = 1 / 16, alpha: TailIndex = 2, nu: Coin = 0):
    x = g + (2 - nu) * epsilon
    return where(equal(z, 1), x - 1 / (2 * gamma(epsilon, alpha)), x)


def moment(q: Positive, epsilon: Accuracy = 1 / 16, alpha: TailIndex = 2, nu: Coin = 0):
    p, b = rare(epsilon, alpha, nu), (2 - nu) * epsilon
    return p * power(absolute(b - 1 / (2 * gamma(epsilon, alpha))), q) + (1 - p) * power(b, q)


def support(epsilon: Accuracy = 1 / 16, alpha: TailIndex = 2, nu: Coin = 0):
    b = (2 - nu) * epsilon
    return maximum(b, absolute(b - 1 / (2 * gamma(epsilon, alpha))))


two_point = Oracle(perturb, moment=moment, support=support)
