"""Have a gradient of at most M on the sublevel set of the start x0. Thesis, section 3.4.1, Assumption 3.4.1."""

from theorysim.domains import Asked, Positive
from theorysim.model import Assumption, at_most


def bounded(g_norm: Asked, M: Positive):
    return g_norm, M


bounded_gradient_on_sublevel = Assumption(at_most(bounded, "||grad f(x)|| <= M where f(x) <= f(x0)"), on="sublevel", source="Assumption 3.4.1")
