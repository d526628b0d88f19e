"""Descend to a gap of epsilon by FISTA: after k steps it is at most 2 L R^2/(k + 1)^2. Beck and Teboulle (2009), theorem 4.4."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive
from theorysim.maths import sqrt
from theorysim.methods.fista import fista
from theorysim.model import Bound, Claim, Statement
from theorysim.quantities.gap import gap


def eta(L: Positive):
    return 1 / L


def bound(R: Positive, epsilon: Positive, L: Positive):
    return R * sqrt(2 * L / epsilon)


CLASSES = (lower_bounded, smooth, convex)
CLAIM = Claim(Bound(fista, bound, CLASSES, {"eta": eta}, {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16)}, until=gap))
accelerated = Statement("accelerated", (CLAIM,))
