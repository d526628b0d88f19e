"""Reach a gradient norm of epsilon, f convex: half of the steps for the gap, half for the least gradient. After Nesterov (2012)."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.maths import sqrt
from theorysim.model import Bound, Claim, Method, Statement


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive):
    return 1 / L


def bound(R: Positive, epsilon: Positive, L: Positive):  # of N steps, N even: min g^2 <= 2 L^2 R^2/(N (N + 1))
    return sqrt(2) * L * R / epsilon + 2


CLASSES = (lower_bounded, smooth, convex)
CLAIM = Claim(Bound(Method(step), bound, CLASSES, {"eta": eta}, {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}))
descent_convex_gradient = Statement("descent_convex_gradient", (CLAIM,))
