"""Bound the gap by L R^2/(4 k + 2) after k steps of 1/L, for every k. Drori and Teboulle (2014), theorem 3.1."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Count, Positive
from theorysim.letters import letters
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Statement, after
from theorysim.quantities.gap import gap

L, R = letters("L R", Positive)  # R is the distance of the start from a minimizer
(k,) = letters("k", Count)

rate = after(gap, gradient_descent, over=(convex, smooth), eta=1 / L) <= L * R**2 / (4 * k + 2)
descent_rate = Statement("descent_rate", Claim(rate.within({"L": (1 / 64, 64)})))
