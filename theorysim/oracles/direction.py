"""Return the element of the generalized gradient that fits the method's direction: <g, v> = f'(x; v). Thesis, assumption 5.3.1(a).

Which one that is the objective's gradient says; it reads the direction, the method's stage `v`. Through the oracle `exact` it reads 0.
"""

from theorysim.domains import Direction, Real
from theorysim.entries import Oracle


def perturb(g: Real, v: Direction):
    return g


def support():
    return 0


direction = Oracle(perturb, support=support)
