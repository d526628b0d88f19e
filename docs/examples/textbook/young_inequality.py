"""Bound the square of a sum: |x + y|^2 <= (1 + c)|x|^2 + (1 + 1/c)|y|^2, Young's inequality."""

from theorysim.domains import Positive, Real
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement

(x, y), c = letters("x y", Real), letter("c", Positive)

young = (x + y) ** 2 <= (1 + c) * x**2 + (1 + 1 / c) * y**2
young_inequality = Statement("young_inequality", Claim(Relation((young,), (), {"x": (-16, 16), "y": (-16, 16), "c": (1 / 64, 64)})))
