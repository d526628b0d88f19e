"""Extragradient on a smooth convex function, steps 1/(2 L): least |g| at most epsilon within 16/3 (L R/epsilon)^2 steps.

Korpelevich (1976).
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Asked, Positive, Real
from theorysim.model import Bound, Claim, Method, Statement


def half(x: Real, g: Real, eta: Positive):
    return x - eta * g


def step(x: Real, g_half: Asked, eta: Positive):
    return x - eta * g_half


def eta(L: Positive):
    return 1 / (2 * L)


def eta_off(L: Positive):
    return 3 / (2 * L)


def bound(R: Positive, epsilon: Positive, L: Positive):
    return 16 / 3 * L * L * R * R / (epsilon * epsilon)


CL = (lower_bounded, smooth, convex)
RANGES = {"L": (1 / 16, 16), "epsilon": (1 / 64, 16)}
true = Statement("eg_true", (Claim(Bound(Method(half, step), bound, CL, {"eta": eta}, RANGES)),))
false = Statement("eg_false", (Claim(Bound(Method(half, step), bound, CL, {"eta": eta_off}, RANGES)),))
