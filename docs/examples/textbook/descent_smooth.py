"""Reach a gradient norm of epsilon by steps of 1/L in 2 L F/epsilon^2 steps. Nesterov (2018), section 1.2.3."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.model import Bound, Claim, Method, Statement


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive):
    return 1 / L


def bound(F: Positive, epsilon: Positive, L: Positive):  # each step gains g^2/(2 L), and g > epsilon before T
    return 2 * L * F / (epsilon * epsilon)


RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
CLAIM = Claim(Bound(Method(step), bound, (lower_bounded, smooth), {"eta": eta}, RANGES))
descent_smooth = Statement("descent_smooth", (CLAIM,))
