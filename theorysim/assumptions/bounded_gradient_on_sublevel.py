"""Bound the gradient on the sublevel set of the start: |f'(x)| <= M where f(x) <= f(x0). Thesis, assumption 3.4.1.

M may depend on the start: its body may take x0.
"""

from theorysim.domains import Asked, Positive
from theorysim.entries import Assumption, at_most


def bounded(g_norm: Asked, M: Positive):
    return g_norm, M


bounded_gradient_on_sublevel = Assumption(
    at_most(bounded, "|f'| <= M where f(x) <= f(x0)"), on="sublevel", source="Thesis, assumption 3.4.1"
)
