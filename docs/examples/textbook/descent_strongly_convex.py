"""Shrink the gap by (1 - mu/L)^2 in each step of 1/L. Taylor, Hendrickx and Glineur (2018)."""

from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Positive, Real
from theorysim.letters import letters
from theorysim.maths import log
from theorysim.model import Claim, Method, Statement, count
from theorysim.quantities.gap import gap

F, epsilon, L, mu = letters("F epsilon L mu", Positive)


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


steps = count(Method(step), over=(smooth, strongly_convex), until=gap, eta=1 / L)
theorem = steps <= L / (2 * mu) * log(F / epsilon) + 1  # log(1 - mu/L) <= -mu/L; begun above epsilon
RANGES = {"L": (1 / 64, 64), "mu": (1 / 1024, 64), "epsilon": (1 / 1024, 16)}
descent_strongly_convex = Statement("descent_strongly_convex", Claim(theorem.within(RANGES)))
