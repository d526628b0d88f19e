"""Bound the gap by 2 L R^2/(k + 1)^2 after k steps of FISTA, for every k. Beck and Teboulle (2009), theorem 4.4."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Count, Positive
from theorysim.letters import letters
from theorysim.methods.fista import fista
from theorysim.model import Claim, Statement, after
from theorysim.quantities.gap import gap

L, R = letters("L R", Positive)
(k,) = letters("k", Count)

rate = after(gap, fista, over=(convex, smooth), eta=1 / L) <= 2 * L * R**2 / (k + 1) ** 2
accelerated_rate = Statement("accelerated_rate", Claim(rate.within({"L": (1 / 64, 64)})))
