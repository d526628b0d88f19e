"""Measure the Euclidean norm of the gradient. Thesis, section 3.3: x is epsilon-stationary when it is at most epsilon."""

from theorysim.domains import Asked
from theorysim.entries import Quantity


def norm(g_norm: Asked):
    return g_norm


gradient_norm = Quantity(norm, "gradient")
aliases = ("grad_norm",)
