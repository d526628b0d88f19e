"""What bounds the mean of |m_(t,k+1)|^2 is a quadratic function h of the weight beta, least at (4 L^2 - M^2)/(4 L^2 + 2 M^2)."""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.parts.search_round import SIZES, beta, bound, chosen, h, shorter

rewritten = equals(bound(beta), h(beta))
minimal = h(chosen) <= h(beta)
weight = (0 <= chosen, chosen <= 1)

statement = Statement(
    "proof-5.7.4-quadratic",
    Claim(Relation((rewritten,), search=SIZES), part="h", at=((h(beta), {"beta": 1 / 2, "M": 2, "L": 1}, 7 / 4),)),
    Claim(Relation((minimal,), search=SIZES), part="its minimum", at=((chosen, {"M": 1, "L": 1}, 1 / 2),)),
    Claim(Relation(weight, (shorter,), SIZES), part="it is a weight"),
)
