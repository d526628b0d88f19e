"""Bound the gap by the gradient: 2 mu (f - f*) <= f'^2, with mu = L1 on the exponential. Polyak (1963); Karimi et al. (2016)."""

from theorysim.domains import Positive, Real
from theorysim.letters import letter
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential

x, L1 = letter("x", Real), letter("L1", Positive)

dominated = 2 * L1 * (exponential.value(x, L1) - exponential.minimum(L1)) <= exponential.gradient(x, L1) ** 2
polyak_lojasiewicz = Statement("polyak_lojasiewicz", Claim(Relation((dominated,), (), {"x": (-4, 4), "L1": (1 / 16, 16)})))
