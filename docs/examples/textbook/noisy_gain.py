"""Bound what a step against a noisy gradient gains: h |g|^2/2 - L h^2 tau^2/2 at least, h <= 1/L. Bottou et al. (2018), section 4.1."""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.model import Claim, Expected, Statement, at_most


def short(eta: Positive, L: Positive):
    return eta * L, 1


def gain(a: Real, s: Nonnegative, G: Nonnegative, tau: Nonnegative, eta: Positive, L: Positive):  # a = <g, n>, s = |g + n|
    return eta * G * G / 2 - L * eta * eta * tau * tau / 2, eta * (G * G + a) - L * eta * eta * s * s / 2


def price(eta: Positive, L: Positive):
    return L * eta * eta - eta


RANGES = {"G": (0, 16), "tau": (0, 16), "eta": (1 / 64, 64), "L": (1 / 64, 64)}
noisy_gain = Statement("noisy_gain", (Claim(Expected(at_most(gain), (at_most(short),), multiplier=price, search=RANGES)),))
