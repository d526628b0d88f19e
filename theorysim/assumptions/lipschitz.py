"""Bound the gradient everywhere: |f'(x)| <= L, so that |f(x) - f(y)| <= L |x - y| for a continuous f. Thesis, section 5.2.3."""

from theorysim.domains import Asked, Positive
from theorysim.entries import Assumption, at_most


def bounded(g_norm: Asked, L: Positive):
    return g_norm, L


lipschitz = Assumption(at_most(bounded, "|f'| <= L"), source="Thesis, section 5.2.3")
