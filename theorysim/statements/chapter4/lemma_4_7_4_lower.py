"""A constant upper bound D of E|g|^alpha has d^(alpha/2 - 1) |B|_alpha^alpha <= D, where E|g_i|^alpha <= B_i^alpha in d coordinates.

The B_i are bounds as well and may be far above the moments: where all coordinates are y or all -y, and B_i = B, any B >= y may be taken.
It holds where they are the moments, E|g_i|^alpha = B_i^alpha: then at every outcome d^(alpha/2 - 1) times the sum of |g_i|^alpha is at
most |g|^alpha, by tangents at the root M of the mean square, and equal coordinates attain it.
"""

from theorysim.domains import Positive
from theorysim.letters import equals, letter
from theorysim.maths import power, sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import B, alpha, d
from theorysim.statements.chapter4.parts.powers_of_norms import NORMS, OF_TANGENT, M, tangent, y

D = letter("D", Positive)
norm = power(sqrt(d) * y, alpha)  # of d coordinates y
S = letter("S", Positive)  # the sum of |g_i|^alpha; |g| is sqrt(d) M
total = power(sqrt(d), alpha) / d * S <= power(sqrt(d) * M, alpha)
SUMMED = (S <= d * M**alpha).in_words("the tangents, summed")
printed = power(sqrt(d), alpha) / d * (d * B**alpha) <= D

REPAIRED = "repaired: where E|g_i|^alpha = B_i^alpha"

statement = Statement(
    "lemma-4.7.4-lower",
    Claim(
        Relation((printed.in_words("all coordinates are y, or all -y"),), (y <= B, norm <= D), NORMS | {"D": (1e-3, 1e3)}),
        cause="hypothesis",
        why="B_i bounds the moment of a coordinate from above; that it is the moment is not assumed.",
        at=((printed, {"d": 4, "B": 3, "alpha": 2, "D": 1}, 36),),
    ),
    Claim(
        Relation((tangent.in_words("summed over d coordinates: the sum of y^alpha is at most d M^alpha"),), search=NORMS, hints=OF_TANGENT),
        REPAIRED,
        "a coordinate",
    ),
    Claim(
        Relation((total,), (SUMMED,), NORMS | {"S": (1e-3, 1e3)}),
        REPAIRED,
        "the sum",
        why="It is sharp: coordinates of equal size attain it.",
        second=(Relation((equals(d * power(y, alpha), d / power(sqrt(d), alpha) * norm).in_words("attained"),), (0 < y,), NORMS),),
    ),
)
