"""Reach a gradient norm of epsilon by steps of 3/(2 L), each of which gains 3 g^2/(8 L). Nesterov (2018), section 1.2.3."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.letters import letters
from theorysim.model import Claim, Method, Statement, count

F, epsilon, L = letters("F epsilon L", Positive)


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


steps = count(Method(step), over=(lower_bounded, smooth), eta=3 / (2 * L))
theorem = steps <= 8 * L * F / (3 * epsilon**2)
RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
long_steps = Statement("long_steps", Claim(theorem.within(RANGES)))
