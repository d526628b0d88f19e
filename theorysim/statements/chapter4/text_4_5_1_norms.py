"""|B|_2 <= |B|_alpha: |B|_2^alpha is at most the sum of B_i^alpha. At a fixed |B|_2 the bound of CClip has no d.

Z and Y are |B|_2 with and without a coordinate of size y. What Theorem 4.5.1 bounds the error by, 16 |B|_2^2/(mu (k + 1)^(2(alpha -
1)/alpha)), holds d in |B|_2 alone, and that of GClip, with 16 d |B|_alpha^2, is at least d times as large.
"""

from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import d
from theorysim.statements.chapter4.parts.powers_of_norms import NORMS, OF_STEP, one_more, step

short, long = letters("B_2 B_alpha", Positive)  # |B|_2 and |B|_alpha
compared = 16 * d * short**2 <= 16 * d * long**2

statement = Statement(
    "text-4.5.1-norms",
    Claim(Relation((step.in_words("one coordinate more"),), (one_more,), NORMS, hints=OF_STEP), part="the norms"),
    Claim(
        Relation((compared.in_words("GClip's bound is at least d times that of CClip"),), (short <= long,), NORMS),
        part="the bounds",
        at=((compared, {"d": 2, "B_2": 1, "B_alpha": 1}, 32),),
    ),
)
