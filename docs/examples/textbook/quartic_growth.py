"""Bound x^4 from below by a tangent and a quartic: y^4 >= x^4 + 4 x^3 (y - x) + (y - x)^4/3, sharp at y = -2 x."""

from theorysim.domains import Real
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement

x, y = letters("x y", Real)

above_tangent = x**4 + 4 * x**3 * (y - x) + (y - x) ** 4 / 3 <= y**4
quartic_growth = Statement("quartic_growth", Claim(Relation((above_tangent,), (), {"x": (-16, 16), "y": (-16, 16)})))
