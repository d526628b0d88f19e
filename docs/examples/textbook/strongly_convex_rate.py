"""Bound the gap by L/2 ((L - mu)/(L + mu))^(2 k) R^2 after k steps of 2/(L + mu). Nesterov (2018), theorem 2.1.15."""

from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Count, Positive
from theorysim.letters import letters
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Statement, after
from theorysim.quantities.gap import gap

L, R, mu = letters("L R mu", Positive)
(k,) = letters("k", Count)

descended = after(gap, gradient_descent, over=(smooth, strongly_convex), eta=2 / (L + mu))
rate = descended <= L / 2 * ((L - mu) / (L + mu)) ** (2 * k) * R**2
strongly_convex_rate = Statement("strongly_convex_rate", Claim(rate.within({"L": (1 / 64, 64), "mu": (1 / 1024, 64)})))
