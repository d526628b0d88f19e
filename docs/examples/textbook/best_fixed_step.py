"""Shrink the distance by (L - mu)/(L + mu) in each step of 2/(L + mu). Nesterov (2018), theorem 2.1.15."""

from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Positive, Real
from theorysim.letters import letters
from theorysim.maths import log
from theorysim.model import Claim, Method, Statement, count
from theorysim.quantities.gap import gap

R, epsilon, L, mu = letters("R epsilon L mu", Positive)


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


steps = count(Method(step), over=(smooth, strongly_convex), until=gap, eta=2 / (L + mu))
theorem = steps <= L / (4 * mu) * log(L * R**2 / (2 * epsilon)) + 1  # log((L + mu)/(L - mu)) >= 2 mu/L; begun above epsilon
RANGES = {"L": (1 / 64, 64), "mu": (1 / 1024, 64), "epsilon": (1 / 1024, 16)}
best_fixed_step = Statement("best_fixed_step", Claim(theorem.within(RANGES)))
