"""The epsilon-stationary points of f_theta, for epsilon < L, are its valleys and tops; no two of these sets have a point in common.

Off its kinks the slope is L or -L, longer than epsilon; at a kink 0 is between them. For theta and theta' both in (0, 1/2) a point moves by
|theta - theta'| d, more than 0 and less than d/2, while valleys, and tops, are d or more apart, and a valley and a top at least d/2.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letter
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import L, epsilon
from theorysim.statements.chapter5.parts.query_points import DRAWN, d, g, other, theta

slope = letter("slope", Nonnegative)  # |f_theta'| off the kinks
moved = absolute(theta - other) * d
BOTH = (2 * theta < 1, 2 * other < 1, d <= g)
steep = epsilon < slope
flat = (0 <= L * L).in_words("at a kink 0 is between -L and L")
itself = (0 < moved).in_words("a point and the same one of the other function")
same_kind = (moved < g).in_words("two valleys, or two tops")
both_kinds = (moved < g / 2).in_words("a valley and a top")
SEARCH = DRAWN | {"slope": (1e-6, 1e6)}
DIFFERENT = (0 < absolute(theta - other),)

statement = Statement(
    "lemma-5.7.1-stationary",
    Claim(Relation((steep,), (epsilon < L, L <= slope), SEARCH), part="off the kinks"),
    Claim(Relation((flat,), search=SEARCH), part="at the kinks"),
    Claim(Relation((itself,), DIFFERENT, SEARCH), part="disjoint, itself"),
    Claim(Relation((same_kind,), BOTH, SEARCH), part="disjoint, of one kind"),
    Claim(
        Relation((both_kinds,), BOTH, SEARCH), part="disjoint, of both kinds", at=((moved, {"theta": 1 / 2, "other": 1 / 4, "d": 8}, 2),)
    ),
)
