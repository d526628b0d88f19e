"""Theorems 3.4.4 and 3.4.5 as formulas of the constants of the classes, at a horizon T: step sizes, bounds, and their ranges.

h = min{eta, threshold/(|g_k| + tau)}: in print the threshold is 1/(16 eta L1), the proof goes on with 1/(16 L1).
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.maths import maximum, minimum, sqrt
from theorysim.statements.chapter3 import notation

RANGES = {**notation.RANGES, "tau": (1e-3, 1e3)}
WITH_M = {**RANGES, "M": (1.000001, 1e8)}


def mended_threshold(L1: Positive):
    return 1 / (16 * L1)


def excess(L0, L1, tau):
    """Delta of theorem 3.4.4 is the gap and this, which (3.14) adds in a step but for eta^2."""
    return (5 * L0 + 2 * L1 * tau) * tau**2 + 9 * tau * L0**2 / L1


def times_excess(Delta, epsilon, L0, L1, tau):
    """The bound of theorem 3.4.4."""
    return Delta * maximum(128 * L1 / epsilon, maximum(4 * Delta / epsilon**4, (80 * L0 + 512 * L1 * tau) / epsilon**2))


def clipped_bound(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return times_excess(F + excess(L0, L1, tau), epsilon, L0, L1, tau)


def sgd_step(L1: Positive, M: Positive, tau: Nonnegative, T: Positive):
    """The step size of theorem 3.4.5."""
    return minimum(1 / sqrt(T), 1 / (L1 * (M + tau)))


def gap_and_noise(F, L0, L1, M, tau):
    return F + (5 * L0 + 4 * L1 * M) * (M + tau) ** 2
