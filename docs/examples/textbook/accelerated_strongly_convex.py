"""Bound the gap by (1 - sqrt(mu/L))^k (F + mu R^2/2) after k steps of Nesterov's method. Bubeck (2015), theorem 3.18."""

from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.maths import log, sqrt
from theorysim.methods.nesterov import nesterov
from theorysim.model import Claim, Statement, count
from theorysim.quantities.gap import gap

F, R, epsilon, L, mu = letters("F R epsilon L mu", Positive)

beta = (sqrt(L) - sqrt(mu)) / (sqrt(L) + sqrt(mu))
steps = count(nesterov, over=(smooth, strongly_convex), until=gap, alpha=1 / L, beta=beta)
theorem = steps <= sqrt(L / mu) * log((F + mu * R**2 / 2) / epsilon) + 1  # log(1 - q) <= -q; begun above epsilon
accelerated_strongly_convex = Statement("accelerated_strongly_convex", Claim(theorem.within({"L": (1 / 64, 64)})))
