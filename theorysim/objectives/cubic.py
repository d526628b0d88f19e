"""Fall without end on one side: x^3. Thesis, section 3.2.1, the cubic that is not smooth.

6 |x| <= L0 + 3 L1 x^2 holds at every x when L0 L1 >= 3.
"""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate
from theorysim.entries import Objective, Satisfies


def value(x: Coordinate):
    return x * x * x


def gradient(x: Coordinate):
    return 3 * x * x


def hessian(x: Coordinate):
    return 6 * x


def start():
    return 1


def one():
    return 1


def three():
    return 3


cubic = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(twice_differentiable),
        Satisfies(l0_l1_smooth, {"L0": three, "L1": one}),
        Satisfies(l0_l1_smooth, {"L0": one, "L1": one}, holds=False),
        Satisfies(smooth, holds=False),
        Satisfies(lower_bounded, holds=False),
        Satisfies(bounded_gradient_on_sublevel, holds=False),
        Satisfies(convex, holds=False),
        Satisfies(lipschitz, holds=False),
    ),
    None,
    start,
)
