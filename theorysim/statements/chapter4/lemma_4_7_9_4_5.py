"""No coordinate of f_d'(x) after number prog_{1/2}(x) + 1 differs from 0; and where prog_1(x) < d one is at least 1 in size.

Coordinate i of the gradient depends on x_(i-1), x_i and x_(i+1): it is 0 where |x_(i-1)| and |x_i| are at most 1/2. With i = prog_1(x) + 1
|x_(i-1)| > 1, or i = 1, when 1 stands for it; and |x_i| <= 1: the size is Psi(|x_(i-1)|) Phi'(x_i) and something >= 0, at least
Psi(1) Phi'(1) = 1, and f_1 has that at x = 1. prog_b(x) is 0 where no coordinate is above b. The trials are exhaustive over a grid.
"""

from itertools import product
from typing import Annotated

from theorysim.domains import AtLeastOne, Domain, Unit
from theorysim.letters import letter
from theorysim.maths import exp
from theorysim.model import Claim, Executed, Relation, Statement, at_most
from theorysim.objectives.chain import Psi, chain, dPsi

Flat = Annotated[float, Domain("at most 1/2", low=-1 / 2, high=1 / 2, low_open=False, high_open=False)]


def is_flat(x: Flat):
    return Psi(x) + dPsi(x), 0


far = letter("far", AtLeastOne)  # |x_(i-1)|, or 1
near = letter("near", Unit)  # |x_i|
is_steep = 1 <= exp(1 - 1 / (2 * far - 1) ** 2)  # Psi
is_visible = 1 <= exp((1 - near**2) / 2)  # Phi'


def prog(x, beta):
    return max((i for i, size in enumerate(x, 1) if abs(size) > beta), default=0)


def gradient(x):
    d, padded = len(x), (0.0, *x, 0.0)
    return [chain.gradient(padded[i - 1], padded[i], padded[i + 1], i, d) for i in range(1, d + 1)]


def trial(d):
    points = tuple(product((0.0, 0.25, 0.5, 0.75, 1.0, -1.0, 1.5), repeat=d))

    def supports():
        """The progress of the gradient is at most that of x and 1, at each point of the grid."""
        return float(sum(prog(gradient(x), 0) <= prog(x, 1 / 2) + 1 for x in points)), float(len(points))

    def lengths():
        """The gradient is at least 1 where prog_1(x) < d, at each point of the grid."""
        return min(1.0, *(sum(g * g for g in gradient(x)) for x in points if prog(x, 1) < d)), 1.0

    return supports, lengths


GRID = Executed(tuple(one for d in (1, 2, 3, 4) for one in trial(d)))

FLATNESS = Relation((at_most(is_flat, "Psi and Psi' are 0 up to 1/2"),), search={"x": (-1 / 2, 1 / 2)})

statement = Statement(
    "lemma-4.7.9-4-5",
    Claim(FLATNESS, part="a", second=(GRID,)),
    Claim(Relation((is_steep,), search={"far": (1, 40)}), part="b, before", at=((is_steep, {"far": 2}, 1),)),
    Claim(Relation((is_visible,), search={"near": (0, 1)}), part="b, at", second=(GRID,)),
)
