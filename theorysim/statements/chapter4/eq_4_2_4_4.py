"""The problem: f_b(x) = (x - b)^2/2 is 1-strongly convex with least value f_b(b) = 0; b_nu = (2 - nu) epsilon lies in [0, 1/2].

That a stochastic gradient can be as (4.3) asks is eq-4.5.
"""

from theorysim.letters import equals, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import mu
from theorysim.statements.chapter4.parts.two_hypotheses import COINS, RANGES, Half, b, epsilon, x

y, centre = letters("y centre", Half)


def f(x):
    return (x - centre) ** 2 / 2


tangent = f(x) + (x - centre) * (y - x)
strongly_convex = equals(f(y), tangent + (y - x) ** 2 / 2).in_words("mu = 1, L = 1")
not_more = (mu <= 1).in_words("and no larger mu will do")
least = 0 <= f(x)
inside = tuple(side for nu in COINS for side in (0 <= b(nu), b(nu) <= 1 / 2))
first, second = equals(b(0), 2 * epsilon), equals(b(1), epsilon)

statement = Statement(
    "eq-4.2-4.4",
    Claim(
        Relation((strongly_convex,), search=RANGES),
        part="curvature",
        at=((strongly_convex, {"x": 0, "y": 1 / 2, "centre": 1 / 4}, 1 / 32),),
    ),
    Claim(Relation((not_more,), (f(x) + (x - centre) * (y - x) + mu * (y - x) ** 2 / 2 <= f(y), x < y), RANGES), part="no more"),
    Claim(Relation((least, equals(f(centre), 0)), search=RANGES), part="least value"),
    Claim(Relation((first, second, *inside), search=RANGES), part="b_nu"),
)
