"""Bound the change of a gradient by the step and its work: |f'(x) - f'(y)|^2 <= (f'(x) - f'(y))(x - y). Nesterov (2018), theorem 2.1.5."""

from theorysim.domains import Positive, Real
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.objectives.huber import huber


def cocoercive(x: Real, y: Real, delta: Positive):  # Huber's function is convex and 1-smooth
    change = huber.gradient(x, delta) - huber.gradient(y, delta)
    return change * change, change * (x - y)


CLAIM = Claim(Relation((at_most(cocoercive),), (), {"x": (-16, 16), "y": (-16, 16), "delta": (1 / 64, 16)}))
cocoercivity = Statement("cocoercivity", (CLAIM,))
