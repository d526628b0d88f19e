"""The rates of GClip are optimal for every alpha in (1, 2]: those of Theorems 4.4.3 and 4.4.4 are the same up to constants.

Strongly convex, with mu = G = 1: GClip leaves at most 6/(k + 1)^(2 (alpha - 1)/alpha), by theorem-4.4.2 as it is repaired; no algorithm less
than 1/(2^14 k^(2 (alpha - 1)/alpha)), by theorem-4.4.3. Non-convex: E|grad f| is at most (D^2/(16 sigma) + D) w with GClip, w being
k^(-(alpha - 1)/(3 alpha - 2)), by theorem-4.4.1 as it is repaired and table-4.1-nonconvex; and at least root w/140, by theorem-4.4.4, with
root = sqrt(Delta L), for zero-respecting algorithms, and for others by citation. Constants may depend on f(x_0) - f*, L and sigma.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, alpha, beta, k
from theorysim.statements.chapter4.parts.two_hypotheses import rate
from theorysim.statements.chapter4.table_4_1_nonconvex import D, sigma, w
from theorysim.statements.chapter4.theorem_4_4_4 import root

attained = 6 / (k + 1) ** (2 * beta / alpha)
matched = attained <= 98304 * (rate / 2**14)
largest = D**2 / (16 * sigma) + D
non_convex = largest * w <= 140 * largest / root * (root * w / 140)
squared = equals(2 * beta / (3 * alpha - 2) / 2, beta / (3 * alpha - 2))  # the exponent of theorem-4.4.1, of |grad f|^2
DRAWN = RANGES | {name: (1e-3, 1e3) for name in ("D", "root", "sigma")} | {"w": (1e-6, 1)}

statement = Statement(
    "text-4.4.2-optimal",
    Claim(Relation((matched,), search=DRAWN), part="strongly convex", at=((attained, {"k": 2, "alpha": 2}, 2),)),
    Claim(Relation((squared,), search=DRAWN), part="non-convex, exponents", at=((squared, {"alpha": 2}, 1 / 4),)),
    Claim(Relation((non_convex,), search=DRAWN), part="non-convex"),
)
