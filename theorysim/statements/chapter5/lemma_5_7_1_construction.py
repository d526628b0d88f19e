"""f_theta is continuous, 0 with the slope L at each query point, and nowhere below -L theta delta >= -Delta: it is in F(Delta, L).

The last piece is printed as [x_K + theta delta, oo); between x_K - theta delta, where the piece before ends, and that nothing would be
said, as the second line has no x_(K+1) there. Any reader has x_K - theta delta. d is the delta of the lemma: at most g, the distance of two
neighbours, and at most Delta/L.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import Delta, L
from theorysim.statements.chapter5.parts.query_points import DRAWN, d, g, small, theta

back = theta * d
top = equals(L * (g / 2 - back), -L * (g / 2 - back - g + 2 * back)).in_words("at (x_k + x_(k+1))/2 - theta delta, from x_k")
valley = equals(-L * (-back + 2 * back), L * (-back)).in_words("at x_(k+1) - theta delta, from x_(k+1)")
inside = (0 < g / 2 - back).in_words("x_k is before the top behind it")
behind = (0 < back).in_words("x_k is behind the valley before it")
ordered = (g / 2 - back < g - back).in_words("the top is before the next valley")
least = L * back <= Delta
half = L * back <= Delta / 2

statement = Statement(
    "lemma-5.7.1-construction",
    Claim(
        Relation((top, valley), small, DRAWN),
        part="continuous",
        cause="glyph",
        why="The last piece begins at x_K - theta delta; printed is x_K + theta delta, which leaves a gap.",
        at=((back, {"theta": 1 / 4, "d": 8}, 2),),
    ),
    Claim(Relation((inside, behind, ordered), small, DRAWN), part="the slope at x_k"),
    Claim(Relation((least, half), small, DRAWN), part="the minimum"),
)
