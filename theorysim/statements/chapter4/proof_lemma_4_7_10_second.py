"""2 E|g_d - f_d'|^alpha <= |f_d'|_inf^alpha E|z/p - 1|^alpha, from the first to the second line: the factor 2 is lost.

Only the next coordinate differs, by (z/p - 1) times its size c, and c may be the largest: near x = 0 it is the only one that is not 0.
Of f_1 = -Psi(1) Phi(x) it is sqrt(e) exp(-x^2/2), and takes all values from 1.625 to 1.640625 where |x| <= 1/4.
"""

from typing import Annotated

from theorysim.domains import Domain, Nonnegative
from theorysim.letters import letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha
from theorysim.statements.chapter4.parts.hidden_chain import ATTAINED, SIZES, away, c, largest

mean = letter("mean", Nonnegative)  # E|z/p - 1|^alpha: every number is one, of some p
only = letter("only", Annotated[float, Domain("from 1.625 to 1.640625", low=1.625, high=1.640625, low_open=False, high_open=False)])
printed = 2 * (only**alpha * mean) <= only**alpha * mean
mended = 2 * (c**alpha * mean) <= 2 * largest**alpha * mean
powers = c**alpha <= largest**alpha
REPAIRED = "repaired: 2 |f_d'|_inf^alpha E|z/p - 1|^alpha"

statement = Statement(
    "proof-lemma-4.7.10-second",
    Claim(
        Relation((printed,), search=SIZES),
        cause="constant",
        why="The factor 2 of the first line is lost; where the hidden coordinate is the largest, both means are the same.",
        at=((away, {"alpha": 2, "p": 1 / 2}, 1),),
    ),
    Claim(Relation((powers,), (0 < c, *ATTAINED), SIZES), REPAIRED, "powers"),
    Claim(
        Relation((mended,), (powers,), SIZES),
        REPAIRED,
        "means",
        why="The last line then fails for small alpha, where 2 E|z/p - 1|^alpha comes near 4/p^(alpha - 1); the lemma holds.",
    ),
)
