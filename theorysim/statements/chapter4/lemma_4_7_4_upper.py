"""D <= d^(alpha/2) |B|_alpha^alpha, by |g|^alpha <= (d max g_i^2)^(alpha/2) <= d^(alpha/2) times the sum of |g_i|^alpha, d coordinates.

D is any constant upper bound of E|g|^alpha, so no number is above all D. The proof bounds E|g|^alpha, the least D. There the factor
d^(alpha/2) is not needed: |g|^alpha is at most the sum of |g_i|^alpha, one coordinate after the other, and one coordinate that is not 0
attains it.
"""

from theorysim.domains import AtLeastOne, Positive
from theorysim.letters import letter
from theorysim.maths import power, sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import B, alpha, d
from theorysim.statements.chapter4.parts.powers_of_norms import NORMS, OF_STEP, Z, one_more, step, y

D = letter("D", Positive)
rho = letter("rho", AtLeastOne)
most = power(sqrt(d), alpha) * (d * B**alpha)
printed = D <= most
factor = Z**alpha <= rho**alpha * Z**alpha  # rho is sqrt(d): the factor of the page may be there

statement = Statement(
    "lemma-4.7.4-upper",
    Claim(
        Relation(
            (printed.in_words("all coordinates are y, or all -y"),),
            (y <= B, power(sqrt(d) * y, alpha) <= D),
            NORMS | {"D": (1e-3, 1e3)},
        ),
        cause="quantifier",
        why="A number above an upper bound is one, too: meant is the least D.",
        at=((most, {"d": 4, "B": 3, "alpha": 2}, 144),),
    ),
    Claim(
        Relation((step.in_words("one coordinate more"),), (one_more,), NORMS, hints=OF_STEP),
        "repaired: E|g|^alpha <= |B|_alpha^alpha",
        "without the factor",
        why="Sharp: one coordinate that is not 0 attains it, for every d.",
    ),
    Claim(Relation((factor,), search=NORMS), "repaired: E|g|^alpha <= |B|_alpha^alpha", "with the factor"),
)
