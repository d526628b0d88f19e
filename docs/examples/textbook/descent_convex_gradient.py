"""Reach a gradient norm of epsilon, f convex: half of the steps for the gap, half for the least gradient. After Nesterov (2012)."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.letters import letters, number
from theorysim.maths import sqrt
from theorysim.model import Claim, Method, Statement, count

R, epsilon, L = letters("R epsilon L", Positive)


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


steps = count(Method(step), over=(lower_bounded, smooth, convex), eta=1 / L)
theorem = steps <= sqrt(number(2)) * L * R / epsilon + 2  # of N steps, N even: min g^2 <= 2 L^2 R^2/(N (N + 1))
RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
descent_convex_gradient = Statement("descent_convex_gradient", Claim(theorem.within(RANGES)))
