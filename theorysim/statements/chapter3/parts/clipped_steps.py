"""The step of theorem 3.4.1, as its proof uses it: eta = 1/(10 L0), gamma eta = min{1, 1/(10 L1)}, h = min{eta, gamma eta/g}."""

from theorysim.domains import Positive
from theorysim.maths import minimum

RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "epsilon": (1e-6, 1e4), "F": (1e-2, 1e6)}


def eta_c(L0: Positive):
    return 1 / (10 * L0)


def gamma(L0: Positive, L1: Positive):
    return minimum(1 / eta_c(L0), 1 / (10 * L1 * eta_c(L0)))


def h(g, L0, L1):
    """The step size at a gradient of norm g > 0."""
    return minimum(eta_c(L0), gamma(L0, L1) * eta_c(L0) / g)


def decrease(g, L0, L1):
    """h g^2/2, what a step gains at least."""
    return h(g, L0, L1) * g * g / 2
