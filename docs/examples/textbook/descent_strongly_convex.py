"""Shrink the gap by (1 - mu/L)^2 in each step of 1/L. Taylor, Hendrickx and Glineur (2018)."""

from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Positive, Real
from theorysim.maths import log
from theorysim.model import Bound, Claim, Method, Statement
from theorysim.quantities.gap import gap


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive):
    return 1 / L


def bound(F: Positive, epsilon: Positive, L: Positive, mu: Positive):  # log(1 - mu/L) <= -mu/L; begun above epsilon
    return L / (2 * mu) * log(F / epsilon) + 1


RANGES = {"L": (1 / 64, 64), "mu": (1 / 1024, 64), "epsilon": (1 / 1024, 16)}
BOUND = Bound(Method(step), bound, (smooth, strongly_convex), {"eta": eta}, RANGES, until=gap)
descent_strongly_convex = Statement("descent_strongly_convex", (Claim(BOUND),))
