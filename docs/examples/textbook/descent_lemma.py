"""Gain g^2/(2 L) by a step of 1/L, from f(y) <= f(x) + f'(x)(y - x) + L/2 (y - x)^2. Nesterov (2018), lemma 1.2.3."""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letters
from theorysim.model import Claim, Relation, Statement

change, g = letters("change g", Real)
h, L = letters("h L", Positive)

smooth = change <= -h * g**2 + L * h**2 * g**2 / 2
gain = g**2 / (2 * L) <= -change
RANGES = {"change": (-64, 64), "g": (-16, 16), "h": (1 / 64, 64), "L": (1 / 64, 64)}
descent_lemma = Statement("descent_lemma", Claim(Relation((gain,), (smooth, equals(h * L, 1)), RANGES)))
