"""Reach a gradient norm of epsilon by steps of 1/L in 2 L F/epsilon^2 steps. Nesterov (2018), section 1.2.3."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.letters import letters
from theorysim.model import Claim, Method, Statement, count

F, epsilon, L = letters("F epsilon L", Positive)


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


steps = count(Method(step), over=(lower_bounded, smooth), eta=1 / L)
theorem = steps <= 2 * L * F / epsilon**2  # each step gains g^2/(2 L), and g > epsilon before T
RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
descent_smooth = Statement("descent_smooth", Claim(theorem.within(RANGES)))
