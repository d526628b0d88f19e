"""Descend to a gap of epsilon by FISTA: after k steps it is at most 2 L R^2/(k + 1)^2. Beck and Teboulle (2009), theorem 4.4."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.maths import sqrt
from theorysim.methods.fista import fista
from theorysim.model import Claim, Statement, count
from theorysim.quantities.gap import gap

R, epsilon, L = letters("R epsilon L", Positive)

theorem = count(fista, over=(lower_bounded, smooth, convex), until=gap, eta=1 / L) <= R * sqrt(2 * L / epsilon)
RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}
accelerated = Statement("accelerated", Claim(theorem.within(RANGES)))
