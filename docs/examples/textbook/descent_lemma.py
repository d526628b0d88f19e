"""Gain g^2/(2 L) by a step of 1/L, from f(y) <= f(x) + f'(x)(y - x) + L/2 (y - x)^2. Nesterov (2018), lemma 1.2.3."""

from theorysim.domains import Positive, Real
from theorysim.model import Claim, Relation, Statement, at_most, same


def smooth(change: Real, g: Real, h: Positive, L: Positive):
    return change, -h * g * g + L * h * h * g * g / 2


def step(h: Positive, L: Positive):
    return h * L, 1


def gain(change: Real, g: Real, L: Positive):
    return g * g / (2 * L), -change


RANGES = {"change": (-64, 64), "g": (-16, 16), "h": (1 / 64, 64), "L": (1 / 64, 64)}
descent_lemma = Statement("descent_lemma", (Claim(Relation((at_most(gain),), (at_most(smooth), same(step)), RANGES)),))
