"""Return the gradient itself. Thesis, section 3.3."""

from theorysim.domains import Positive, Real
from theorysim.entries import Oracle


def perturb(g: Real):
    return g


def moment(q: Positive):
    return 0


def support():
    return 0


exact = Oracle(perturb, moment=moment, support=support)
