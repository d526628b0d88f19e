"""Let the curvature grow with the gradient: |f''(x)| <= L0 + L1 |f'(x)|. Thesis, definition 3.2.1 and assumption 3.3.3."""

from theorysim.domains import Asked, Positive
from theorysim.entries import Assumption, at_most


def bounded(g_norm: Asked, H_norm: Asked, L0: Positive, L1: Positive):
    return H_norm, L0 + L1 * g_norm


l0_l1_smooth = Assumption(at_most(bounded, "|f''| <= L0 + L1 |f'|"), source="Thesis, definition 3.2.1")
