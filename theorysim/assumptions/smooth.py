"""Bound the curvature by a constant: |f''(x)| <= L. Thesis, section 3.2, L-smoothness."""

from theorysim.domains import Asked, Positive
from theorysim.entries import Assumption, at_most


def bounded(H_norm: Asked, L: Positive):
    return H_norm, L


smooth = Assumption(at_most(bounded, "|f''| <= L"), source="Thesis, section 3.2")
