"""ReLU networks with bounded weight norms are in F(Delta, L): L-Lipschitz, directionally differentiable, f(x_0) - inf f <= Delta.

Lipschitz they are, with the product of the bounds R on the norms, and directionally differentiable by the chain rule (lemma-5.2.1). But
one unit, f(x) = u max{w x, 0}, falls without bound along w x > 0 where u < 0, however small R is: no Delta is large enough. (As a function
of its weights it has no Lipschitz constant on all of R^n, for which (5.2) asks; in a ball it has one, R |x| for each weight, and is
bounded, and the sentence is true.) Bounded below are networks whose output is rectified, or put through a loss that is not negative: then
f(x_0) <= Delta is enough.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, maximum
from theorysim.model import Claim, Denial, Exists, Relation, Statement
from theorysim.statements.chapter5.lemma_5_2_1 import CHAINED
from theorysim.statements.chapter5.notation import RANGES, Delta, x, y

u, w, v, c, D = letters("u w v c D", Real)
R = letter("R", Positive)
BOUNDED = (absolute(u) <= R, absolute(w) <= R)


def unit(x, u=u, w=w):
    return u * maximum(w * x, 0)


def rectified(x):
    return maximum(unit(x) + c, 0)


def gap(bound):
    """Return f(0) - f(x) at a point x that is far out on the side of w, where u < 0."""
    return unit(0) - unit((bound**2 + 1) / (-u * w))


lipschitz = absolute(unit(x) - unit(y)) <= R**2 * absolute(x - y)
enough = (gap(R**2) <= R**2).in_words("f(0) - f(x) is at most Delta, say R^2")
still_lipschitz = absolute(rectified(x) - rectified(y)) <= R**2 * absolute(x - y)
start = rectified(x) - rectified(y) <= Delta
first = absolute(unit(x) - unit(x, u=v)) <= R * absolute(x) * absolute(u - v)
second = absolute(unit(x) - unit(x, w=v)) <= R * absolute(x) * absolute(w - v)
bounded = absolute(unit(x)) <= R**2 * absolute(x)
SEARCH = RANGES | {name: (-10, 10) for name in "uwvcxy"} | {"R": (1e-3, 10)}
REPAIRED = "repaired: with a rectified output"
OF_WEIGHTS = "repaired: as functions of weights in a ball"

statement = Statement(
    "text-5.2.3-relu",
    Claim(Relation((lipschitz,), BOUNDED, SEARCH), part="Lipschitz", at=((lipschitz, {"u": -2, "w": 3, "x": 1, "y": 0, "R": 3}, 6),)),
    Claim(
        Exists((enough,), BOUNDED, (Denial((u < 0, 0 < w), (((), D < gap(D)),)),), SEARCH),
        part="bounded below",
        cause="hypothesis",
        why="Bounded weights bound the slopes of a network, not its output: with an unbounded input it has no least value.",
    ),
    Claim(Relation((still_lipschitz,), BOUNDED, SEARCH), REPAIRED, "Lipschitz"),
    Claim(CHAINED, REPAIRED, "directionally differentiable"),
    Claim(Relation((start,), (rectified(x) <= Delta,), SEARCH), REPAIRED, "bounded below"),
    Claim(Relation((first,), BOUNDED, SEARCH), OF_WEIGHTS, "one weight moves"),
    Claim(Relation((second,), BOUNDED, SEARCH), OF_WEIGHTS, "the other one"),
    Claim(Relation((bounded,), BOUNDED, SEARCH), OF_WEIGHTS, "bounded"),
)
