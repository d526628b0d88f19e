"""f is said to have stationary points that are at least 4 delta apart: those of two sides of one valley need not be.

For neighbours g > 4 delta apart f has a hill at x_i + 2 delta and a valley at the middle: they are g/2 - 2 delta apart, which is as little
as one likes. What the proof needs is how far they are from the query points: no query is (delta, epsilon)-stationary for epsilon < 1.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import delta
from theorysim.statements.chapter5.parts.query_points import DRAWN, apart, fall, g

hill_to_valley = 4 * delta <= fall
ends = (4 * delta <= 2 * delta + 2 * delta).in_words("from x_1 - 2 delta to the hill behind x_1")
from_query = 2 * delta <= g / 2
reach = delta < 2 * delta

statement = Statement(
    "proof-5.7.6-separation",
    Claim(
        Relation((hill_to_valley,), (apart,), DRAWN),
        "printed",
        part="hill and valley",
        cause="constant",
        why="The hill at x_i + 2 delta and the valley at the middle are (x_(i+1) - x_i)/2 - 2 delta apart, as little as one likes.",
        at=((fall, {"g": 10, "delta": 1}, 3),),
    ),
    Claim(Relation((ends,), search=DRAWN), part="before and behind a point"),
    Claim(
        Relation((from_query, reach), (apart,), DRAWN),
        "repaired: at least 2 delta away from every query point",
        why="The middle is g/2 > 2 delta away from both, hills and valleys beside a point are 2 delta away: more than delta.",
    ),
)
