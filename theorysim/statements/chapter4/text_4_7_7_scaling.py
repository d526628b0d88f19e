"""With lambda = 304 epsilon/L the function L lambda^2/152 f_d(x/lambda) is L-smooth, has a gap of at most Delta, and g is 2 epsilon g_d.

E|g|^alpha = (2 epsilon)^alpha E|g_d|^alpha, and 2 2^alpha <= 8, 2 46^alpha <= 5000. Printed is f_d'(x) for f_d'(x/lambda). Where x is
lambda (c, ..., c) in 64 dimensions nothing is hidden, and |f_d'(x/lambda)| takes all values from 121 to 125 where c goes from 0.88 to 0.92;
and where c lambda <= 1/2, f_d'(x) has one coordinate that is not 0, sqrt(e) exp(-(c lambda)^2/2), which takes all from 1.5 to 1.5625.
"""

from typing import Annotated

from theorysim.domains import Domain, Nonnegative, Positive
from theorysim.letters import equals, letter, number
from theorysim.maths import power
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import L, alpha, beta, d, epsilon, p
from theorysim.statements.chapter4.parts.hidden_chain import most, rate
from theorysim.statements.chapter4.parts.scaled_chain import UNITS, Delta, room, scale

smooth = equals(L * scale**2 / 152 * 152 / scale**2, L)
units = equals(L * scale / 152, 2 * epsilon)
gap = equals(L * scale**2 / 152 * 12 * room, 7296 * epsilon**2 / L * room)
fits = 7296 * epsilon**2 / L * d <= Delta
is_room = equals(room, Delta * L / (7296 * epsilon**2))

inside = letter("inside", Nonnegative)  # |f_d'(x/lambda)|^alpha
other = letter("other", Positive)  # E|g_d(x/lambda)|^alpha
moment = 2 * inside + 2 * most * rate
eighth, thousands = 2 * power(number(2), alpha) <= 8, 2 * power(number(2), alpha) * most <= 5000
bound = power(number(2), alpha) * other <= 8 * inside + 5000 * rate

at_x = letter("at_x", Annotated[float, Domain("from 1.5 to 1.5625", low=1.5, high=1.5625, low_open=False, high_open=False)])  # |f_d'(x)|
far = letter("far", Annotated[float, Domain("from 121 to 125", low=121, low_open=False, high=125)])  # |f_d'(x/lambda)|, seen without noise
printed = (2 * epsilon * far) ** alpha <= 8 * epsilon**alpha * at_x**alpha + 5000 * epsilon**alpha / p**beta
REPAIRED = "repaired: 8 epsilon^alpha |f_d'(x/lambda)|^alpha"

statement = Statement(
    "text-4.7.7-scaling",
    Claim(Relation((smooth, units, gap), search=UNITS), part="constants", at=((units, {"L": 2, "epsilon": 3}, 6),)),
    Claim(Relation((fits,), (is_room, d <= room), UNITS), part="gap"),
    Claim(
        Relation((printed,), search=UNITS | {"p": (1e-3, 1)}),
        part="moment",
        cause="constant",
        why="The gradient of f_d is printed at x, and is that at x/lambda.",
    ),
    Claim(Relation((eighth, thousands), search=UNITS), REPAIRED, "constants"),
    Claim(
        Relation((bound,), (other <= moment, eighth, thousands), UNITS), REPAIRED, "moment", why="Both sides are divided by epsilon^alpha."
    ),
)
