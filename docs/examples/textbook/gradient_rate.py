"""Bound the least gradient norm so far by sqrt(2 L F/(k + 1)) after k steps of 1/L. Nesterov (2018), section 1.2.3."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Count, Positive
from theorysim.letters import letters
from theorysim.maths import sqrt
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Statement, after
from theorysim.quantities.gradient_norm import gradient_norm

L, F = letters("L F", Positive)
(k,) = letters("k", Count)

rate = after(gradient_norm, gradient_descent, over=(lower_bounded, smooth), least=True, eta=1 / L) <= sqrt(2 * L * F / (k + 1))
gradient_rate = Statement("gradient_rate", Claim(rate.within({"L": (1 / 64, 64)})))
