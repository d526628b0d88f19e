"""Descend to a gap of epsilon: after k steps of 1/L it is at most L R^2/(4 k + 2). Drori and Teboulle (2014)."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.model import Bound, Claim, Method, Statement
from theorysim.quantities.gap import gap


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive):
    return 1 / L


def bound(R: Positive, epsilon: Positive, L: Positive):  # R is the distance of the start from a minimizer
    return L * R * R / (4 * epsilon) + 1 / 2


CLASSES = (lower_bounded, smooth, convex)
CLAIM = Claim(Bound(Method(step), bound, CLASSES, {"eta": eta}, {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}, until=gap))
descent_convex = Statement("descent_convex", (CLAIM,))
