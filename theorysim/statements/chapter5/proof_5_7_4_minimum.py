"""The least value h* of h is (L^2/(L^2 + M^2/2)) M^2, which is at most (1 - M^2/(3 L^2)) M^2 where M <= L.

h* is less: (L^2 - M^2/16)/(L^2 + M^2/2) M^2. What follows from it stays, with room: 3/8 would do for 1/3, and no more, as M = L shows.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import L
from theorysim.statements.chapter5.parts.search_round import SIZES, M, chosen, h, least, shorter

printed = L**2 / (L**2 + M**2 / 2) * M**2
value = equals(h(chosen), printed)
shrinks = printed <= (1 - M**2 / (3 * L**2)) * M**2
sharper = least <= (1 - 3 * M**2 / (8 * L**2)) * M**2
REPAIRED = "repaired: h* is at most that"

statement = Statement(
    "proof-5.7.4-minimum",
    Claim(
        Relation((value,), search=SIZES),
        part="h*",
        cause="constant",
        why="h* is (L^2 - M^2/16)/(L^2 + M^2/2) M^2: a term M^4/16 of the square is dropped.",
        at=((h(chosen), {"M": 1, "L": 1}, 5 / 8),),
    ),
    Claim(Relation((shrinks,), (shorter,), SIZES), part="at most"),
    Claim(Relation((equals(h(chosen), least), h(chosen) <= printed), search=SIZES), REPAIRED, "h*"),
    Claim(Relation((sharper,), (shorter,), SIZES), REPAIRED, "3/8 would do for 1/3"),
)
