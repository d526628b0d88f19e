"""Reach a gradient norm of epsilon by steps of 3/(2 L), each of which gains 3 g^2/(8 L). Nesterov (2018), section 1.2.3."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.model import Bound, Claim, Method, Statement


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive):
    return 3 / (2 * L)


def bound(F: Positive, epsilon: Positive, L: Positive):
    return 8 * L * F / (3 * epsilon * epsilon)


RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
CLAIM = Claim(Bound(Method(step), bound, (lower_bounded, smooth), {"eta": eta}, RANGES))
long_steps = Statement("long_steps", (CLAIM,))
