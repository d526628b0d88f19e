"""The two notions of stationarity are equivalent for differentiable functions: a consequence of Proposition 5.3.1, says the page.

That proposition asks for an L-Lipschitz gradient, and delta is epsilon/(3L). Of differentiable functions alone no delta > 0 is small
enough, be epsilon < 1 what it may: f'(x) = x/D for |x| <= D and 1 or -1 beyond, the derivative of Huber's function over D, is 1 at x = D;
but within D of it lies 0, where f' is 0, so x is (D, 0)-stationary. One function for all D at once has f'(x) = cos(x^2), which is in
F(Delta, 1): where x^2 = 2 pi k it is 1, and -1 where y^2 = x^2 + pi, no farther than D from x as soon as 2 D x >= pi.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter
from theorysim.model import Claim, Denial, Exists, Relation, Statement
from theorysim.objectives.huber import huber
from theorysim.quantities.goldstein_distance import distance
from theorysim.statements.chapter5.notation import RANGES, epsilon, x, y
from theorysim.statements.chapter5.proposition_5_3_1 import DRAWN, HELD, bounded, mean, n

D, radius = letter("D", Real), letter("D", Positive)


def slope(x, D):
    """The derivative of Huber's function over D."""
    return huber.gradient(x, D) / D


half_turn = letter("half_turn", Positive)  # pi
ball = equals(distance(slope(radius - radius, radius), slope(radius + radius, radius), radius), 0)
claimed = (slope(epsilon / 3, epsilon / 3) <= epsilon).in_words("with this delta, f'(x) <= epsilon at the (delta, 0)-stationary x")
never = epsilon < slope(radius, radius)
close = y - x <= radius
AFTER = (equals(y**2, x**2 + half_turn), half_turn <= 2 * radius * x, 0 < x, 0 < y)
REPAIRED = "repaired: for functions with an L-Lipschitz gradient"

statement = Statement(
    "text-5.3.1-equivalence",
    Claim(
        Exists((claimed,), denials=(Denial((epsilon < 1,), (((), never),)),), search=RANGES),
        part="some delta will do",
        cause="hypothesis",
        why="Differentiable functions have no common L, and one of them may have none: then no delta is epsilon/(3L).",
        at=((slope(3, radius), {"D": 6}, 1 / 2),),
    ),
    Claim(Relation((ball.in_words("x = D is (D, 0)-stationary"),)), part="which x"),
    Claim(Relation((close,), AFTER, hints=(x < y,)), part="cos(x^2), where it is -1"),
    Claim(HELD, REPAIRED, "from epsilon to (delta, epsilon)"),
    Claim(Relation((bounded,), (n - epsilon / 3 <= mean, mean <= epsilon / 3), DRAWN), REPAIRED, "back"),
)
