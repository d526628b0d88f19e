"""(d - 1)/(2p) is displayed as (G - 4 sqrt(Delta L))^(alpha/(alpha - 1)) Delta L/(7296 5000^(alpha/(alpha - 1)) epsilon^(2 + ...)).

d - 1 and 2 are read as d and 1 there, and p, which is (5000 epsilon/above)^alpha, as (5000 epsilon/above)^(alpha/(alpha - 1)), which is
smaller for alpha < 2. The display is then room/p; with two coordinates at least, (d - 1)/(2p) is at least a sixth of it.
"""

from theorysim.letters import equals
from theorysim.maths import power
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, beta, d, epsilon
from theorysim.statements.chapter4.parts.scaled_chain import UNITS, WHOLE_PART, above, printed_p, ratio, room

displayed = power(above, alpha / beta) * room / power(5000 * epsilon, alpha / beta)
count = (d - 1) / (2 * printed_p)
printed = equals(count, displayed)
exponents = equals(2 + alpha / beta, (3 * alpha - 2) / beta)
inside = ratio <= 1
sixth = room / 6 <= (d - 1) / 2
REPAIRED = "repaired: at least a sixth of it, with p = (5000 epsilon/(G - 4 sqrt(Delta L)))^(alpha/(alpha - 1)), where d >= 2"

statement = Statement(
    "text-4.7.7-count",
    Claim(
        Relation((printed,), (*WHOLE_PART, inside), UNITS),
        part="count",
        cause="exponent",
        why="The moment asks for p^(alpha - 1), and the display takes p for it; d - 1 and the 2 below it are lost besides.",
        at=((count, {"d": 3, "epsilon": 1, "above": 5000, "alpha": 2}, 1),),
    ),
    Claim(Relation((exponents,), search=UNITS), part="exponent of epsilon", at=((exponents, {"alpha": 2}, 4),)),
    Claim(Relation((sixth,), (*WHOLE_PART, 2 <= d), UNITS), REPAIRED, why="The sixth is sharp, as room comes near 3."),
)
