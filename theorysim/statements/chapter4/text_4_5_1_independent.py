"""Of Lemma 4.7.4 the upper bound is said to be the nearer where coordinates are independent, the lower where they are linearly correlated.

E is E|g|^alpha, S is |B|_alpha^alpha. Whatever the law, E <= S (lemma-4.7.4-upper): then E is nearer to d^(alpha/2 - 1) S than to
d^(alpha/2) S, in ratio, and from d = 2 on the upper bound is never tight. Without its factor d^(alpha/2) it may be: independent
coordinates that are y with a small probability p, else 0, come as close as 1 - p for d = 2, as (1 - p)^(d - 1) for any d. Independent
signs attain the lower bound.
"""

from theorysim.domains import Positive
from theorysim.letters import equals, letters, number
from theorysim.maths import power, sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, d, p
from theorysim.statements.chapter4.parts.powers_of_norms import NORMS, OF_STEP, one_more, step

E, S, y = letters("E S y", Positive)
lower, upper = power(sqrt(d), alpha) / d * S, power(sqrt(d), alpha) * S
KNOWN = (E <= S,)
nearer_upper = upper * lower <= E**2
nearer_lower = E**2 <= upper * lower
attained = upper <= E
signs = equals(power(sqrt(d) * y, alpha), power(sqrt(d), alpha) / d * (d * y**alpha))
rare = (1 - p) * (2 * p * y**alpha) <= 2 * p * (1 - p) * y**alpha + p**2 * power(sqrt(number(2)) * y, alpha)
ABOVE = (1 <= sqrt(d), E**2 <= S**2, upper * lower >= S**2)
RANGES = NORMS | {"E": (1e-3, 1e3), "S": (1e-3, 1e3), "p": (1e-6, 1)}
REPAIRED = "repaired: of the upper bound |B|_alpha^alpha"

statement = Statement(
    "text-4.5.1-independent",
    Claim(Relation((step.in_words("one coordinate more"),), (one_more,), NORMS, hints=OF_STEP), part="E <= S"),
    Claim(
        Relation((attained,), (*KNOWN, 2 <= d), RANGES),
        part="independent, the upper bound is tight",
        cause="constant",
        why="E|g|^alpha is at most |B|_alpha^alpha, for every law: the upper bound is at least d^(alpha/2) times what it bounds.",
    ),
    Claim(
        Relation((nearer_upper,), (*KNOWN, 2 <= d), RANGES),
        part="independent, the upper bound is the nearer",
        cause="constant",
        why="E^2 <= S^2, and the two bounds have the product d^(alpha - 1) S^2.",
        at=((upper, {"d": 4, "alpha": 2, "S": 3}, 12),),
    ),
    Claim(Relation((nearer_lower,), KNOWN, RANGES, hints=ABOVE), part="linearly correlated, the lower bound is the nearer"),
    Claim(Relation((rare,), search=RANGES), REPAIRED, "independent and rare"),
    Claim(Relation((signs,), search=RANGES), REPAIRED, "independent signs", why="They attain the lower bound: independent is not enough."),
)
