"""Bounds that are no positive numbers, everywhere or at some starts: gradient descent on smooth functions."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.maths import exp, log, sqrt
from theorysim.model import Bound, Claim, Method, Statement


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive):
    return 1 / L


def none():
    return 0


def negative(F: Positive):
    return -F


def negative_at_some(F: Positive, L: Positive, epsilon: Positive):
    return 2 * L * F / (epsilon * epsilon) - 3


def root(F: Positive):
    return sqrt(-F)


def divided(F: Positive, L: Positive):
    return 2 * F / (L - L)


def undefined_at_some(F: Positive, L: Positive, epsilon: Positive):
    return 100 * L * F / (epsilon * epsilon) + 0 * log(F - epsilon)


def overflowing(F: Positive, L: Positive, epsilon: Positive):
    return 2 * L * F / (epsilon * epsilon) + exp(1000 * F)


RANGES = {"L": (1 / 8, 8), "epsilon": (1 / 16, 1)}


def bounded(name, bound):
    return Statement(name, Claim(Bound(Method(step), bound, (lower_bounded, smooth), {"eta": eta}, RANGES)))


zero, below, cut = bounded("zero", none), bounded("below", negative), bounded("cut", negative_at_some)
nowhere, infinite, somewhere = bounded("nowhere", root), bounded("infinite", divided), bounded("somewhere", undefined_at_some)
large = bounded("large", overflowing)
