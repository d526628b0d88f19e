"""The variance may be infinite where the moment of order alpha < 2 is bounded: Pareto's noise of a tail index q between alpha and 2.

Its density is q x^(-q - 1) for x >= 1 (times 1/2 on either side of 0). Cut off at t, the moment of order alpha is the integral of q
x^(alpha - q - 1), q/(q - alpha) (1 - t^(alpha - q)), and the variance q/(2 - q) (t^(2 - q) - 1). A stable law of index q has tails of the
same power.
"""

from typing import Annotated

from theorysim.domains import Domain, Nonnegative, Positive, Unit
from theorysim.letters import equals, letter
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, alpha

q = letter("q", Annotated[float, Domain("between 1 and 2", low=1, high=2)])
room = letter("room", Positive)
w = letter("w", Unit)  # t^(alpha - q)
V = letter("V", Nonnegative)

cut_moment = letter("cut_moment", Nonnegative)
integral = equals(cut_moment, (alpha + room) / room * (1 - w)).in_words("the integral up to t; q is alpha + room")
moment = cut_moment <= (alpha + room) / room
W = 1 + (V + 1) * (2 - q) / q  # t^(2 - q), for some t >= 1
variance = V < q / (2 - q) * (W - 1)

statement = Statement(
    "text-4.4-infinite-variance",
    Claim(
        Relation((moment,), (integral,), RANGES),
        part="the moment is bounded",
        at=((integral, {"cut_moment": 7, "room": 0.25, "alpha": 1.5, "w": 0}, 7),),
    ),
    Claim(Exists((variance, 1 <= W)), part="the variance is beyond any V"),
)
