"""The step of theorem 3.4.1 as its proof uses it, h = min{eta_c, gamma eta_c/g}, and the number of steps that the proof arrives at."""

from theorysim.domains import Positive
from theorysim.maths import maximum, minimum
from theorysim.statements.chapter3.notation import L0, L1, RANGES, g

__all__ = ["RANGES", "complexity", "eta_c", "gamma", "h", "step_size"]


def eta_c(L0: Positive):
    return 1 / (10 * L0)


def gamma(L0: Positive, L1: Positive):
    return minimum(1 / eta_c(L0), 1 / (10 * L1 * eta_c(L0)))


def step_size(g, L0, L1):
    return minimum(eta_c(L0), gamma(L0, L1) * eta_c(L0) / g)


def complexity(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return 20 * L0 * F / epsilon**2 + 20 * maximum(1, L1**2) * F / L0


h = step_size(g, L0, L1)
