"""Shrink every eigendirection by (L - mu)/(L + mu) at least with the step 2/(L + mu). Polyak (1963)."""

from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement

curvature, mu, L = letters("curvature mu L", Positive)

shrinks = absolute(1 - 2 * curvature / (L + mu)) <= (L - mu) / (L + mu)
RANGES = {name: (1 / 64, 64) for name in ("curvature", "mu", "L")}
contraction = Statement("contraction", Claim(Relation((shrinks,), (mu <= curvature, curvature <= L), RANGES)))
