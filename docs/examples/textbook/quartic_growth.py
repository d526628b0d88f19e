"""Bound x^4 from below by a tangent and a quartic: y^4 >= x^4 + 4 x^3 (y - x) + (y - x)^4/3, sharp at y = -2 x."""

from theorysim.domains import Real
from theorysim.model import Claim, Relation, Statement, at_most


def above_tangent(x: Real, y: Real):
    d = y - x
    return x * x * x * x + 4 * x * x * x * d + d * d * d * d / 3, y * y * y * y


CLAIM = Claim(Relation((at_most(above_tangent),), (), {"x": (-16, 16), "y": (-16, 16)}))
quartic_growth = Statement("quartic_growth", (CLAIM,))
