"""Give the gradient itself. Thesis, section 3.3."""

from theorysim.domains import Real
from theorysim.model import Oracle


def perturb(g: Real):
    return g


exact = Oracle(perturb)
