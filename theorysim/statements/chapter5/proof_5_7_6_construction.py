"""From x_i to x_(i+1) the values of f do not decrease, and increase by at most 4 delta; its slope is 1 within 2 delta of each point.

Where two points are at most 4 delta apart one of them is within 2 delta of all that is between: f rises by g. Else it rises by 2 delta,
falls to the middle, rises as much, and by 2 delta. So f has the slopes 1 and -1 only, both where two pieces meet; of its least value speaks
(5.18).
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import delta
from theorysim.statements.chapter5.parts.query_points import DRAWN, apart, fall, g, near, rise

grows = 0 <= rise
by_little = rise <= 4 * delta
covered = (g - 2 * delta <= 2 * delta).in_words("x_i + 2 delta is not before x_(i+1) - 2 delta")
there = (0 < fall).in_words("x_i + 2 delta is before the middle")
same = equals(2 * delta + fall + fall + 2 * delta, g)

statement = Statement(
    "proof-5.7.6-construction",
    Claim(Relation((same, there), (apart,), DRAWN), part="the pieces fit"),
    Claim(Relation((grows, by_little), (apart,), DRAWN), part="apart", at=((rise, {"g": 10, "delta": 1}, 4),)),
    Claim(Relation((covered, g <= 4 * delta), (near,), DRAWN), part="near"),
)
