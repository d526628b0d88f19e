"""If f is smooth the descent condition is said to hold at once; with delta = O(epsilon/L) that makes O(1/epsilon^2) calls.

The first direction is m = f'(x_t), M = |m| > epsilon. A step of delta along it gains delta M - L delta^2/2, which is delta M/4 or more
where delta <= 3 M/(2 L), and not beyond: on L x^2/2 longer steps may gain nothing. So delta <= 3 epsilon/(2 L) is asked; that is so for
delta = epsilon/(3 L), with which proposition 5.3.1 makes (delta, epsilon/3)-stationary points epsilon-stationary. A call is a step then,
and calls are at most 4 Delta/(delta epsilon/3) + 1.
"""

from theorysim.domains import Real
from theorysim.letters import equals, letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES, Delta, L, delta, epsilon
from theorysim.statements.chapter5.parts.search_round import M

rise = letter("rise", Real)  # f(x_t - delta m/M) - f(x_t)
descends = rise < -(delta * M / 4)
smooth = rise <= -(delta * M) + L * delta**2 / 2
PARABOLA = (equals(rise, L * (M / L - delta) ** 2 / 2 - L * (M / L) ** 2 / 2), epsilon < M)
short = delta <= 3 * epsilon / (2 * L)
calls = equals(4 * Delta / (epsilon / 3 * (epsilon / (3 * L))), 36 * L * Delta / epsilon**2)
chosen = epsilon / (3 * L) <= 3 * (epsilon / 3) / (2 * L)
DRAWN = RANGES | {"M": (1e-6, 1e6), "rise": (-1e6, 1e6)}
REPAIRED = "repaired: where delta <= 3 epsilon/(2 L)"

statement = Statement(
    "remark-5.4.1",
    Claim(
        Relation((descends.in_words("on L x^2/2, the descent condition holds in one iteration"),), PARABOLA, DRAWN),
        part="in one iteration",
        cause="hypothesis",
        charity=(short,),
        why="Where delta > 3 M/(2 L) the step goes too far: on L x^2/2 it gains less than delta M/4.",
        at=((descends, {"rise": -1, "delta": 1, "M": 4}, -1),),
    ),
    Claim(Relation((calls,), search=DRAWN), part="O(1/epsilon^2)", at=((calls, {"Delta": 1, "L": 1, "epsilon": 6}, 1),)),
    Claim(Relation((descends,), (smooth, short, epsilon < M), DRAWN), REPAIRED, "in one iteration"),
    Claim(Relation((chosen,), search=DRAWN), REPAIRED, "delta = epsilon/(3 L) is short enough"),
)
