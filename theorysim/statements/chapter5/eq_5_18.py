"""The global minimum is said to be -2 delta, at x_0 - 2 delta, so that sup_k f(x_k) - inf f <= Delta.

Where two neighbours are g > 12 delta apart, f falls to the middle between them by g/2 - 2 delta after a rise of 2 delta: below -2 delta,
and as deep as one likes. Printed is -2 delta <= 4 delta K for 2 delta <= 4 delta K.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import Delta, K, delta
from theorysim.statements.chapter5.parts.query_points import DRAWN, apart, before, few, level, middle, rise, total

deepest = (-2 * delta <= middle).in_words("f at the middle between two points is not below f(x_0 - 2 delta)")
spread = (level + rise - middle <= Delta).in_words("from f(x_(i+1)) down to the middle")
depth = -2 * delta <= 4 * delta * K
half = 4 * delta * K <= Delta / 2
mended = (-2 * delta <= before).in_words("f at x_(i+1) - 2 delta is not below f(x_0 - 2 delta)")
whole = total + 2 * delta <= Delta
WHY = "Between two points that are g apart f falls by g/2 - 2 delta, whatever Delta is: its least value is elsewhere, and not bounded."
REPAIRED = "repaired: f rises to the middle and falls to x_(i+1) - 2 delta, signs exchanged"

statement = Statement(
    "eq-5.18",
    Claim(
        Relation((deepest,), (apart,), DRAWN),
        part="the minimum",
        cause="sign",
        why=WHY,
        at=((middle, {"level": 1, "delta": 1, "g": 6}, 2),),
    ),
    Claim(Relation((depth, half), (few,), DRAWN), part="-2 delta"),
    Claim(Relation((spread,), (apart, few), DRAWN), part="hence", cause="sign", why=WHY),
    Claim(
        Relation((mended,), (apart,), DRAWN),
        REPAIRED,
        part="the minimum",
        why="Then f is at least f(x_i) between x_i and x_(i+1).",
    ),
    Claim(Relation((depth, half), (few,), DRAWN), REPAIRED, part="-2 delta"),
    Claim(
        Relation((whole,), (total <= 4 * delta * K, few), DRAWN),
        REPAIRED,
        part="hence",
        why="sup_k f(x_k) <= 4 delta K, and 2 delta <= 4 delta K as K is at least 1.",
    ),
)
