"""The rates of GClip are optimal for every alpha in (1, 2]: those of Theorems 4.4.3 and 4.4.4 are the same up to constants.

Strongly convex, with mu = G = 1: GClip leaves at most 6/(k + 1)^(2 (alpha - 1)/alpha), by theorem-4.4.2 as it is repaired; no algorithm
less than 1/(2^14 k^(2 (alpha - 1)/alpha)), by theorem-4.4.3; k_e is that power of k, n_e that of k + 1, r is k/(k + 1). Non-convex:
E|grad f| is at most (D^2/(16 sigma) + D) w with GClip, w being k^(-(alpha - 1)/(3 alpha - 2)), by theorem-4.4.1 as it is repaired and
table-4.1-nonconvex; and at least root w/140, by theorem-4.4.4, with root = sqrt(Delta L), for zero-respecting algorithms, and for others
by citation. Constants may depend on f(x_0) - f*, L and sigma.
"""

from theorysim.domains import Positive, Probability
from theorysim.letters import equals, letter, letters
from theorysim.maths import power
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, alpha, beta
from theorysim.statements.chapter4.table_4_1_nonconvex import D, sigma, w
from theorysim.statements.chapter4.theorem_4_4_4 import root

k_e, n_e = letters("k_e n_e", Positive)
r = letter("r", Probability)  # k/(k + 1)
grows = power(r, 2 * beta / alpha) <= 1
matched = 6 / n_e <= 98304 * (1 / k_e / 2**14)
largest = D**2 / (16 * sigma) + D
non_convex = largest * w <= 140 * largest / root * (root * w / 140)
squared = equals(2 * beta / (3 * alpha - 2) / 2, beta / (3 * alpha - 2))  # the exponent of theorem-4.4.1, of |grad f|^2
DRAWN = RANGES | {name: (1e-3, 1e3) for name in ("D", "root", "sigma", "k_e", "n_e")} | {"w": (1e-6, 1), "r": (1 / 2, 1)}

statement = Statement(
    "text-4.4.2-optimal",
    Claim(Relation((grows,), search=DRAWN), part="strongly convex, powers"),
    Claim(Relation((matched,), (k_e <= n_e,), DRAWN), part="strongly convex"),
    Claim(Relation((squared,), search=DRAWN), part="non-convex, exponents", at=((squared, {"alpha": 2}, 1 / 4),)),
    Claim(Relation((non_convex,), search=DRAWN), part="non-convex"),
)
