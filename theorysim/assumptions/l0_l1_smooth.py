"""Have a Hessian that grows at most linearly with the gradient. Thesis, section 3.2.2, Definition 3.2.1 and Assumption 3.3.3."""

from theorysim.domains import Asked, Positive
from theorysim.model import Assumption, at_most


def relaxed(H_norm: Asked, g_norm: Asked, L0: Positive, L1: Positive):
    return H_norm, L0 + L1 * g_norm


l0_l1_smooth = Assumption(at_most(relaxed, "||Hess f(x)|| <= L0 + L1 ||grad f(x)||"), source="Definition 3.2.1")
