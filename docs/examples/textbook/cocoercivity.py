"""Bound the change of a gradient by the step and its work: |f'(x) - f'(y)|^2 <= (f'(x) - f'(y))(x - y). Nesterov (2018), theorem 2.1.5."""

from theorysim.domains import Positive, Real
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.huber import huber

x, y = letters("x y", Real)
delta = letter("delta", Positive)

change = huber.gradient(x, delta) - huber.gradient(y, delta)  # Huber's function is convex and 1-smooth
RANGES = {"x": (-16, 16), "y": (-16, 16), "delta": (1 / 64, 16)}
cocoercivity = Statement("cocoercivity", Claim(Relation((change**2 <= change * (x - y),), (), RANGES)))
