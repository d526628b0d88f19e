"""The bound of GClip can depend strongly on d, that of CClip does not: d |B|_alpha^2 against |B|_2^2, of which it is at least d times.

Where all B_i are B, |B|_alpha is d^(1/alpha) B and |B|_2 is d^(1/2) B: the ratio is d^(2/alpha), from d to d^2. Only bounds are compared:
by `corollary-4.5.1` the factor d is not needed for GClip, and then the ratio is |B|_alpha^2/|B|_2^2, from 1, where one B_i alone is not
0, to d^(2/alpha - 1). `v` is (2 - alpha)/alpha.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import B, d
from theorysim.statements.chapter4.parts.strong_rate import DRAWN
from theorysim.statements.chapter4.parts.strong_steps import v
from theorysim.statements.chapter4.text_4_5_1_norms import compared, long, short

globally, by_coordinate = d * (B**2 * d ** (1 + v)), d * B**2  # d |B|_alpha^2, |B|_2^2
ratio = equals(globally, d ** (1 + v) * by_coordinate)
strong = d * by_coordinate <= globally
RANGES = DRAWN | {"d": (1, 64), "B_2": (1e-3, 1e3), "B_alpha": (1e-3, 1e3)}

statement = Statement(
    "text-4.5.1-d-dependence",
    Claim(Relation((ratio, strong), search=RANGES), part="all B_i equal", at=((globally, {"d": 4, "B": 3, "v": 0}, 144),)),
    Claim(Relation((compared,), (short <= long,), RANGES), part="in general, |B|_2 fixed"),
)
