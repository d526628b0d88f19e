"""... >= p|grad f|^2/tau + (1 - p)|grad f|/3 + 8 sigma/3 >= |grad f|/3 + 8 sigma/3 >= |grad f|/6: so E<grad f, clip(g)> >= |grad f|/6.

The line before ends with E[8|g - grad f|/3], which is at most 8 sigma/3, not at least. The page uses |grad f| >= tau/2 >= 8 sigma. As
|clip(g)| <= tau, the product is at most tau|grad f|: where tau < 1/6 the result is false, whatever its proof; in its place stands tau/4.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import grad, p, r, sigma, tau
from theorysim.statements.chapter4.parts.clipping import DRAWN, under_noise
from theorysim.statements.chapter4.parts.long_gradients import TURNS, enough, far, inner, large

first = 8 * sigma / 3 <= 8 * r / 3
second = grad / 3 + 8 * sigma / 3 <= p * grad**2 / tau + (1 - p) * grad / 3 + 8 * sigma / 3
third = grad / 6 <= grad / 3 + 8 * sigma / 3
result = grad / 6 <= inner
REPAIRED = "repaired: E<grad f, clip(g)> >= tau (|grad f|/2 - 2 sigma) >= tau|grad f|/4"

statement = Statement(
    "proof-4.7.1-case2-final",
    Claim(
        under_noise(first, (large, far)),
        part="first",
        cause="sign",
        why="E|g - grad f| is at most sigma, and 0 without noise.",
    ),
    Claim(
        Relation((second, third), (large, far), DRAWN),
        part="second and third",
        at=((second, {"grad": 3, "sigma": 3, "p": 1, "tau": 3}, 9),),
    ),
    Claim(
        under_noise(result, (large, far)),
        part="the result",
        cause="step",
        why="tau is lost where g is clipped: the product is at most tau|grad f|.",
    ),
    Claim(TURNS, REPAIRED, "first"),
    Claim(Relation((enough,), (large, far), DRAWN), REPAIRED, "second"),
)
