"""The bound of Lemma 4.7.4, put for G in Theorems 4.4.2 and 4.4.1, gives "our corollaries", of which one is printed: corollary-4.5.1.

In Theorem 4.4.2 it does: 16 G^2 becomes 16 d |B|_alpha^2. Theorem 4.4.1 has no G; its sigma bounds the moment of the noise, g - grad f,
and the lemma that of g. In one dimension, where the bound is B, that moment may be larger than B^alpha if alpha < 2: a rare gradient is
then farther from its mean, in this sense, than from 0. With sigma = 2 G the substitution is one, by |n|^alpha <= 2^(alpha - 1) (|g|^alpha
+ |grad f|^alpha).
"""

from theorysim.letters import equals
from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.corollary_4_5_1 import RANGES, norm_alpha
from theorysim.statements.chapter4.notation import G, alpha, d, grad, mu, r, s
from theorysim.statements.chapter4.parts.clipping import under_gradient

convex = equals(16 * G**2 / mu, 16 * d * norm_alpha**2 / mu)
noise = r**alpha <= G**alpha
mended = r**alpha <= (2 * G) ** alpha
SUM = (
    (r <= s + grad).in_words("the triangle inequality"),
    2 * ((s + grad) / 2) ** alpha <= s**alpha + grad**alpha,
    grad**alpha <= G**alpha,
)

statement = Statement(
    "text-4.7.4-corollaries",
    Claim(
        Relation((convex,), (equals(G, sqrt(d) * norm_alpha),), RANGES),
        part="Theorem 4.4.2",
        at=((16 * G**2 / mu, {"G": 2, "mu": 4}, 16),),
    ),
    Claim(
        under_gradient(noise),
        part="Theorem 4.4.1, d = 1",
        cause="hypothesis",
        why="Theorem 4.4.1 asks for a bound of E|g - grad f|^alpha; that of E|g|^alpha is none for it where alpha < 2.",
    ),
    Claim(
        under_gradient(mended, (grad <= G,), 2 ** (alpha - 1), lines=SUM),
        "repaired: sigma = 2 G in Theorem 4.4.1",
        why="|grad f| <= G by text-4.4.1-consequences.",
    ),
)
