"""Shrink every eigendirection by (L - mu)/(L + mu) at least with the step 2/(L + mu). Polyak (1963)."""

from theorysim.domains import Positive
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement, at_most


def not_below(mu: Positive, curvature: Positive):
    return mu, curvature


def not_above(curvature: Positive, L: Positive):
    return curvature, L


def shrinks(curvature: Positive, mu: Positive, L: Positive):
    return absolute(1 - 2 * curvature / (L + mu)), (L - mu) / (L + mu)


RANGES = {name: (1 / 64, 64) for name in ("curvature", "mu", "L")}
contraction = Statement("contraction", (Claim(Relation((at_most(shrinks),), (at_most(not_below), at_most(not_above)), RANGES)),))
