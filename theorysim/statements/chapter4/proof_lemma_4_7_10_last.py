"""E|z/p - 1|^alpha = (p (1 - p)^alpha + (1 - p) p^alpha)/p^alpha, and |f_d'|_inf^alpha times that is at most 23^alpha 2/p^(alpha - 1).

That |f_d'|_inf <= 23 is item 3 of lemma 4.7.9. No constant below 2 does for all alpha: near alpha = 1 both terms come near 1 as p falls.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import equals, letter
from theorysim.maths import power
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, beta, p
from theorysim.statements.chapter4.parts.hidden_chain import BOUNDED, SIZES, away, largest, most, price, rate

left = letter("left", Nonnegative)  # (1 - p)^alpha
shown = (p * power(1 - p, alpha) + (1 - p) * p**alpha) / p**alpha
first = power(1 - p, alpha) <= 1
both = (p * left + (1 - p) * p**alpha) / p**alpha <= 2 / p**beta
powers = largest**alpha <= most
mean = letter("mean", Nonnegative)
last = largest**alpha * mean <= most * (2 * rate)

statement = Statement(
    "proof-lemma-4.7.10-last",
    Claim(Relation((equals(away, shown),), (p < 1,), SIZES), part="the mean", at=((shown, {"alpha": 2, "p": 1 / 2}, 1),)),
    Claim(Relation((first,), (p < 1,), SIZES), part="a miss"),
    Claim(Relation((both,), (left <= 1,), SIZES), part="its bound"),
    Claim(Relation((powers,), (0 < largest, BOUNDED), SIZES), part="powers"),
    Claim(Relation((last,), (powers, mean <= 2 * rate), SIZES), part="the last line", at=((price, {"alpha": 2, "p": 1 / 2}, 2116),)),
)
