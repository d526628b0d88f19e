"""Measure the norm of the gradient. Thesis, section 3.4, (3.7)."""

from theorysim.domains import Asked
from theorysim.model import Quantity


def norm(g_norm: Asked):
    return g_norm


gradient_norm = Quantity(norm)
