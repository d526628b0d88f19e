"""Shrink the distance by (L - mu)/(L + mu) in each step of 2/(L + mu). Nesterov (2018), theorem 2.1.15."""

from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Positive, Real
from theorysim.maths import log
from theorysim.model import Bound, Claim, Method, Statement
from theorysim.quantities.gap import gap


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive, mu: Positive):
    return 2 / (L + mu)


def bound(R: Positive, epsilon: Positive, L: Positive, mu: Positive):  # log((L + mu)/(L - mu)) >= 2 mu/L; begun above epsilon
    return L / (4 * mu) * log(L * R * R / (2 * epsilon)) + 1


RANGES = {"L": (1 / 64, 64), "mu": (1 / 1024, 64), "epsilon": (1 / 1024, 16)}
BOUND = Bound(Method(step), bound, (smooth, strongly_convex), {"eta": eta}, RANGES, until=gap)
best_fixed_step = Statement("best_fixed_step", (Claim(BOUND),))
