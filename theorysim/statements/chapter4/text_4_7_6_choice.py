"""With epsilon = 1/(16 k^((alpha - 1)/alpha)), k (4 epsilon)^(alpha/(alpha - 1)) is 4^(-alpha/(alpha - 1)): 1/16 at alpha = 2, less below.

So 1/2 + sqrt(...) is at most 3/4, and equal to it at alpha = 2, for every k.
"""

from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, k
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, likelier

printed = 1 / 2 + sqrt(k * likelier) < 3 / 4
mended = 1 / 2 + sqrt(k * likelier) <= 3 / 4
small = 16 * k * likelier <= 1

REPAIRED = "repaired: at most 3/4, and below it for alpha < 2"

statement = Statement(
    "text-4.7.6-choice",
    Claim(
        Relation((printed,), search=RANGES),
        cause="sign",
        why="At alpha = 2 the two sides are equal, whatever k is.",
        at=((printed, {"alpha": 2, "k": 1}, 3 / 4),),
    ),
    Claim(
        Relation((mended,), search=RANGES, hints=(small,)),
        REPAIRED,
        "alpha <= 2",
        why="Lemma 4.7.7 gives a probability above 3/4, in truth above 7/8, so that the contradiction stays.",
    ),
    Claim(Relation((printed,), (alpha < 2,), RANGES, hints=(small, 16 * k * likelier < 1)), REPAIRED, "alpha < 2"),
)
