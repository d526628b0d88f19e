"""Bound the gap by the gradient: 2 mu (f - f*) <= f'^2, with mu = L1 on the exponential. Polyak (1963); Karimi et al. (2016)."""

from theorysim.domains import Positive, Real
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.objectives.exponential import exponential


def gradient_dominates(x: Real, L1: Positive):
    g = exponential.gradient(x, L1)
    return 2 * L1 * (exponential.value(x, L1) - exponential.minimum(L1)), g * g


CLAIM = Claim(Relation((at_most(gradient_dominates),), (), {"x": (-4, 4), "L1": (1 / 16, 16)}))
polyak_lojasiewicz = Statement("polyak_lojasiewicz", (CLAIM,))
