"""Hide the next coordinate of a chain but with probability p, when it is shown 1/p times too large. Thesis, section 4.7.7.

The next coordinate is the one after the last with |x_i| > scale/4, in the thesis prog_{1/4}(x/scale) + 1. The coin is one for
all coordinates. The bound of the moment is E|(z/p - 1) g|^q, that of the next coordinate; the others have no noise.
"""

from typing import Annotated

from theorysim.domains import Asked, Coordinate, Finite, Index, Positive, Probability, Real, Zero
from theorysim.entries import Oracle
from theorysim.maths import absolute, equal, maximum, power, where


def prog(so_far: Zero, x: Coordinate, i: Index, scale: Positive = 1):
    return where(absolute(x) > scale / 4, i, so_far)


def shown(p: Probability = 1 / 4):
    return p


def perturb(g: Real, prog: Asked, i: Index, z: Annotated[float, Finite(shown, shared=True)], p: Probability = 1 / 4):
    return (1 + where(equal(i, prog + 1), 1, 0) * (z / p - 1)) * g


def moment(q: Positive, g: Real, p: Probability = 1 / 4):
    return (p * power(1 / p - 1, q) + (1 - p)) * power(absolute(g), q)


def support(g: Real, p: Probability = 1 / 4):
    return maximum(1, 1 / p - 1) * absolute(g)


bernoulli_chain = Oracle(perturb, prog, moment=moment, support=support)
