"""The step size of theorem 3.4.1, h = min{eta_c, gamma eta_c/g} where the gradient has norm g, and the count that its proof arrives at.

gamma eta_c = min{1, 1/(10 L1)} is the length of the longest step.
"""

from theorysim.domains import Positive
from theorysim.maths import maximum, minimum
from theorysim.statements.chapter3.notation import L0, L1, g


def eta_c(L0: Positive):
    return 1 / (10 * L0)


def gamma(L0: Positive, L1: Positive):
    return minimum(1 / eta_c(L0), 1 / (10 * L1 * eta_c(L0)))


def longest(L1):
    return minimum(1, 1 / (10 * L1))


def step_size(g, L0, L1):
    return minimum(eta_c(L0), longest(L1) / g)


def complexity(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return 20 * L0 * F / epsilon**2 + 20 * maximum(1, L1**2) * F / L0


h = step_size(g, L0, L1).named("h")
