"""Shifted by 3 delta/2, f still has the slope 1 at all queries; but the two functions may have one stationary point in common.

A hill of the shifted function is at x_i + 7 delta/2, and a valley of f at the middle, x_i + g/2: for g = 7 delta they are one point.
Besides, the valley of the shifted function before x_1 is delta/2 away from x_1, so that the query x_1 itself is (delta, 0)-stationary for
it; and two points that are 3 delta/2 apart are both within delta of the point between them.
"""

from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import delta
from theorysim.statements.chapter5.parts.query_points import DRAWN, apart, g

shift = 3 * delta / 2
still = (shift <= 2 * delta).in_words("x_i - 3 delta/2 is within 2 delta of x_i, where the slope is 1")
hill_and_valley = (delta < absolute(g / 2 - (2 * delta + shift))).in_words("from the valley of f at the middle to the shifted hill")
of_one = delta < shift
unshifted = (delta < 2 * delta).in_words("from x_1 to the valley of f before it")
middle = delta < g / 2

statement = Statement(
    "proof-5.7.6-shift",
    Claim(Relation((still,), search=DRAWN), part="slope 1 at all queries"),
    Claim(Relation((of_one,), search=DRAWN), part="a point and its own shift"),
    Claim(
        Relation((hill_and_valley,), (apart,), DRAWN),
        part="hill and valley",
        cause="constant",
        why="For neighbours 7 delta apart the valley of f and the hill of the shifted function are one point.",
        at=((shift, {"delta": 2}, 3),),
    ),
    Claim(
        Relation((unshifted, middle), (apart,), DRAWN),
        "repaired: no stationary point of f itself is within delta of a query",
        why="So f alone does for a deterministic algorithm: no query is (delta, epsilon)-stationary. Of the shifted function x_1 is.",
    ),
)
