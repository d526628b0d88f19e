"""Except on the kink points, automatic differentiation matches the generalized gradient oracle.

Read of the kinks of the rectifiers: where no rectifier has the input 0, each is one affine function nearby, and so is the network; the
chain rule of derivatives gives the only generalized gradient. Shown: two units in one variable with any weights; and the shipped network,
which is differentiated here by the usual rule, with 0 as the derivative of a rectifier at 0, at each point of a grid and along many
directions. Of the kinks of the network itself it is not true: max{x, 0} - max{-x, 0} is x, which has none, but by that rule its
derivative at 0 is 0, not 1.
"""

from itertools import product

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, maximum, where
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.objectives.relu_network import FIRST, LAST, SECOND, relu_network
from theorysim.statements.chapter5.notation import x

u, w, r, c = letters("u w r c", Real)
t = letter("t", Positive)


def network(x):
    return u * maximum(w * x + c, 0) + r * maximum(x, 0)


def derivative(x):
    """What automatic differentiation makes of it: 0 where a rectifier's input is 0."""
    return u * where(0 < w * x + c, w, 0) + r * where(0 < x, 1, 0)


moves = equals(network(x + t) - network(x), t * derivative(x))
OFF_KINKS = (t < absolute(x), t * absolute(w) < absolute(w * x + c))
identity = equals(maximum(x, 0) - maximum(-x, 0), x)
wrong = equals(where(0 < x, 1, 0) - where(0 < -x, -1, 0), 0)


def differentiated(x, y):
    """Return the derivatives of the shipped network by the usual rule, and the least size of a rectifier's input."""
    values, slopes, least = [x, y], [(1.0, 0.0), (0.0, 1.0)], 1.0
    for rows, offsets in (FIRST, SECOND, LAST):
        inputs = [sum(a * z for a, z in zip(row, values, strict=True)) + b for row, b in zip(rows, offsets, strict=True)]
        moved = [tuple(sum(a * s[i] for a, s in zip(row, slopes, strict=True)) for i in range(2)) for row in rows]
        if rows is LAST[0]:
            return moved[0], least
        least = min(least, *map(abs, inputs))
        values = [max(z, 0.0) for z in inputs]
        slopes = [s if z > 0 else (0.0, 0.0) for s, z in zip(moved, inputs, strict=True)]


def matches():
    """Off the kinks of the rectifiers the shipped oracle answers, along each direction, what automatic differentiation does."""
    held = tried = 0
    for place in product((-3.0, -2.0, -0.75, -0.5, 0.0, 0.25, 1.0, 2.5), repeat=2):
        slope, least = differentiated(*place)
        for way in product((-1.0, 0.0, 0.5), repeat=2):
            tried += least > 0
            held += least > 0 and relu_network.gradient(*place, *way) == slope
    return float(held), float(tried)


SEARCH = {name: (-10, 10) for name in ("u", "w", "r", "c", "x")} | {"t": (1e-3, 10)}

statement = Statement(
    "text-5.6-autodiff",
    Claim(Relation((moves,), OFF_KINKS, SEARCH), part="two units", at=((derivative(x), {"u": 2, "w": -1, "c": 3, "r": 5, "x": 1}, 3),)),
    Claim(Executed((matches,)), part="a network of rectifiers"),
    Claim(Relation((identity,), search=SEARCH), part="a kink of units alone: the function is x"),
    Claim(Relation((wrong,), (equals(x, 0),), SEARCH), part="a kink of units alone: what is answered"),
)
