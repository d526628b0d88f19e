"""Is everywhere directional differentiability necessary? No: the oracle may answer with any generalized gradient where it fails.

The proofs use it on segments alone, at a uniform point, along the segment. There a Lipschitz function of one variable has a derivative s
at almost every point. With d along the segment, the steepest slopes around it bound that: s <= up = f°(y; d), and -s <= down = f°(y; -d).
By Proposition 5.2.1 (2) two generalized gradients have the slopes up and -down along d, and the set is convex: one has the slope s, as
Assumption 5.3.1 asks, and the mean over the segment is what f falls by (Lemma 5.2.2 without directional differentiability).
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES

s, up, down, quotient, e = letters("s up down quotient e", Real)
width = letter("width", Positive)  # up + down, where they differ
share = (s - up + width) / width  # of the one with the slope up; -down is up - width
mixed = (0 <= share, share <= 1, equals(share * up + (1 - share) * (up - width), s))
in_limit = s <= up + 2 * e  # for every e > 0
DRAWN = RANGES | {name: (-10, 10) for name in ("s", "up", "down", "quotient")} | {"e": (1e-6, 1), "width": (1e-3, 20)}

statement = Statement(
    "text-7.2.3-directional",
    Claim(
        Relation((in_limit,), (absolute(quotient - s) <= e, quotient <= up + e), DRAWN),
        part="the derivative lies between",
    ),
    Claim(
        Exists(mixed, (up - width <= s, s <= up), search=DRAWN),
        part="a generalized gradient has it",
        at=((share, {"s": 0, "up": 1, "width": 4}, 3 / 4),),
    ),
    Claim(Relation((equals(s, up),), (-down <= s, s <= up, up + down <= 0), DRAWN), part="where the two agree"),
)
