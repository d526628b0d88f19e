"""Descend to a gap of epsilon: after k steps of 1/L it is at most L R^2/(4 k + 2). Drori and Teboulle (2014)."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.letters import letters
from theorysim.model import Claim, Method, Statement, count
from theorysim.quantities.gap import gap

R, epsilon, L = letters("R epsilon L", Positive)  # R is the distance of the start from a minimizer


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


steps = count(Method(step), over=(lower_bounded, smooth, convex), until=gap, eta=1 / L)
theorem = steps <= L * R**2 / (4 * epsilon) + 1 / 2
RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
descent_convex = Statement("descent_convex", Claim(theorem.within(RANGES)))
