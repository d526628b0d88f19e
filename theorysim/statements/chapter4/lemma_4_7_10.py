"""g_d is unbiased, and E|g_d|^alpha <= 2 |f_d'|^alpha + 23^alpha 2/p^(alpha - 1), though the proof loses a factor.

When the coin is 1, |g_d|^alpha <= Y^alpha + (c/p)^alpha, as norms of two vectors have it; so both factors 2 may be left out.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement, lines
from theorysim.statements.chapter4.notation import alpha, beta, p
from theorysim.statements.chapter4.parts.hidden_chain import SIZES, c, moment, most, price, rate, whole
from theorysim.statements.chapter4.parts.powers_of_norms import OF_STEP, Y, one_more, step, y

mean = equals(p * (c / p) + (1 - p) * 0, c)
split = moment <= Y**alpha + p * y**alpha
one_power = equals(p * (c / p) ** alpha, c**alpha / p**beta)
lemma = Y**alpha + c**alpha * rate <= 2 * whole**alpha + 2 * most * rate
sharper = Y**alpha + c**alpha * rate <= whole**alpha + most * rate
POWERS = (Y**alpha <= whole**alpha, c**alpha <= most)

statement = Statement(
    "lemma-4.7.10",
    Claim(Relation((mean,), search=SIZES), part="unbiased", at=((mean, {"p": 1 / 2, "c": 3}, 3),)),
    Claim(Relation((step,), (one_more,), SIZES, hints=OF_STEP), part="when the coin is 1"),
    Claim(Relation((split,), (step,), SIZES), part="both sides of the coin"),
    Claim(Relation((one_power,), (0 < c,), SIZES), part="y is c/p"),
    Claim(Relation(POWERS[:1], (Y <= whole,), SIZES), part="the others are not longer"),
    Claim(Relation(POWERS[1:], (0 < c, c <= 23), SIZES), part="the next is at most 23"),
    Claim(
        Relation((lemma,), POWERS, SIZES),
        part="moment",
        why="Both factors 2 may be left out.",
        at=((price, {"alpha": 2, "p": 1 / 2}, 2116),),
        second=lines(SIZES, (sharper, *POWERS)),
    ),
)
