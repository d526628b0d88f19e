"""Bound the square of a sum: |x + y|^2 <= (1 + c)|x|^2 + (1 + 1/c)|y|^2, Young's inequality."""

from theorysim.domains import Positive, Real
from theorysim.model import Claim, Relation, Statement, at_most


def young(x: Real, y: Real, c: Positive):
    return (x + y) * (x + y), (1 + c) * x * x + (1 + 1 / c) * y * y


CLAIM = Claim(Relation((at_most(young),), (), {"x": (-16, 16), "y": (-16, 16), "c": (1 / 64, 64)}))
young_inequality = Statement("young_inequality", (CLAIM,))
