"""At alpha = 2 Theorems 4.4.2 and 4.4.1 have the rates k^-1 and k^(-1/4) of SGD; the page says O(1/sqrt(k)) for the first.

Theorem 4.4.2 is of strongly convex functions, f(average) - f* at most of order k^(-2 (alpha - 1)/alpha): at alpha = 2 that is 1/k, SGD's
rate there; 1/sqrt(k) is that of |x - x*|, and of f - f* where f is convex only. The exponents of both theorems grow with alpha, from 0 at
1.
"""

from theorysim.domains import TailIndex
from theorysim.letters import equals, letter, number
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, alpha

strongly, nonconvex = 2 * (alpha - 1) / alpha, (alpha - 1) / (3 * alpha - 2)
heavier = letter("heavier", TailIndex)  # another alpha
STANDARD = (equals(alpha, 2),)
half = equals(strongly, number(1) / 2)
quarter = equals(nonconvex, number(1) / 4)
degrades = (2 * (heavier - 1) / heavier <= strongly, (heavier - 1) / (3 * heavier - 2) <= nonconvex)
DRAWN = RANGES | {"heavier": (1.01, 2)}

statement = Statement(
    "text-4.4.1-match-sgd",
    Claim(
        Relation((half,), STANDARD, RANGES),
        part="convex",
        cause="exponent",
        why="Theorem 4.4.2 has 2 (alpha - 1)/alpha, which is 1 at alpha = 2.",
        at=((strongly, {"alpha": 2}, 1),),
    ),
    Claim(Relation((quarter,), STANDARD, RANGES), part="non-convex", at=((nonconvex, {"alpha": 2}, 1 / 4),)),
    Claim(Relation(degrades, (heavier <= alpha,), DRAWN), part="they degrade with alpha"),
    Claim(
        Relation((equals(strongly, 1),), STANDARD, RANGES),
        "repaired: O(1/k) for strongly convex functions",
        why="That is what SGD attains on strongly convex functions: table-4.1-standard.",
    ),
)
