"""The chain rule: psi o phi is directionally differentiable at x, and its derivative along d is psi' at phi(x) along phi'(x; d).

Along a curve with the tangent d, phi moves along a curve with the tangent phi'(x; d); the limit of psi along that is psi' by Definition
5.2.3. Shown on a kink of any slopes a and b, and a leaky rectifier after it, whose slopes are p and 1: p = 0 is the rectifier. And on the
shipped network of rectifiers: at every point of a grid, kinks among them, and along every direction of one, f(x + hv) - f(x) is h <g, v>.
"""

from itertools import product

from theorysim.domains import Unit
from theorysim.letters import letter
from theorysim.maths import absolute, where
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.objectives.relu_network import relu_network
from theorysim.statements.chapter5.parts.kink import SEARCH, L, d, directional, e, f, t

p = letter("p", Unit)


def leaky(x):
    return where(x < 0, p * x, x)


quotient = leaky(f(t * (d + e))) / t
chained = absolute(quotient - leaky(directional(0, d))) <= L * absolute(e)
CHAINED = Relation((chained,), search=SEARCH | {"p": (0, 1)})


def network():
    """The shipped network moves by h <g, v> from each point of a grid, along each of many directions."""
    grid = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0)
    ways = tuple(product((-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0), repeat=2))
    held, h = 0, 2.0**-10
    for x, y in product(grid, repeat=2):
        for v, w in ways:
            g = relu_network.gradient(x, y, v, w)
            held += relu_network.value(x + h * v, y + h * w) - relu_network.value(x, y) == h * (g[0] * v + g[1] * w)
    return float(held), float(len(grid) ** 2 * len(ways))


statement = Statement(
    "lemma-5.2.1",
    Claim(
        CHAINED,
        part="a kink, then a leaky rectifier",
        at=((quotient, {"t": 2, "d": 1, "e": 2, "a": 7, "b": -1, "p": 1 / 4}, -3 / 4),),
    ),
    Claim(Executed((network,)), part="a network of rectifiers", second=(CHAINED,)),
)
