"""Bound the gap by (1 - sqrt(mu/L))^k (F + mu R^2/2) after k steps of Nesterov's method. Bubeck (2015), theorem 3.18."""

from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Positive
from theorysim.maths import log, sqrt
from theorysim.methods.nesterov import nesterov
from theorysim.model import Bound, Claim, Statement
from theorysim.quantities.gap import gap


def alpha(L: Positive):
    return 1 / L


def beta(L: Positive, mu: Positive):
    return (sqrt(L) - sqrt(mu)) / (sqrt(L) + sqrt(mu))


def bound(F: Positive, R: Positive, epsilon: Positive, L: Positive, mu: Positive):  # log(1 - q) <= -q; begun above epsilon
    return sqrt(L / mu) * log((F + mu * R * R / 2) / epsilon) + 1


BOUND = Bound(nesterov, bound, (smooth, strongly_convex), {"alpha": alpha, "beta": beta}, {"L": (1 / 64, 64)}, until=gap)
accelerated_strongly_convex = Statement("accelerated_strongly_convex", (Claim(BOUND),))
