"""Have a Hessian bounded by L, a Lipschitz gradient. Thesis, section 3.2.1, (3.1)."""

from theorysim.domains import Asked, Positive
from theorysim.model import Assumption, at_most


def bounded(H_norm: Asked, L: Positive):
    return H_norm, L


smooth = Assumption(at_most(bounded, "||Hess f(x)|| <= L"), source="(3.1)")
