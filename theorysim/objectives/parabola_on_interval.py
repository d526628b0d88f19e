"""Measure half the squared distance to b, on [0, 1/2] only: (x - b)^2/2. Thesis, section 4.7.6, (4.2), the function f_b.

With the oracle `two_point` at its parameter b = (2 - nu) epsilon, the functions of two nu are told apart only by rare events.
"""

from typing import Annotated

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Domain
from theorysim.entries import Objective, Satisfies
from theorysim.maths import absolute

Interval = Annotated[float, Domain(role="coordinate", low=0, high=0.5, low_open=False, high_open=False)]
Place = Annotated[float, Domain("place", low=0, high=0.5, low_open=False, high_open=False)]


def value(x: Interval, b: Place = 1 / 4):
    return (x - b) * (x - b) / 2


def gradient(x: Interval, b: Place = 1 / 4):
    return x - b


def hessian(x: Interval, b: Place = 1 / 4):
    return 1


def minimum(b: Place = 1 / 4):
    return 0


def start(b: Place = 1 / 4):
    return 1 / 2


def one(b: Place):
    return 1


def half(b: Place):
    return 1 / 2


def twice(b: Place):
    return 2


def slope_at_start(b: Place, x0: Interval):
    return absolute(x0 - b)


parabola_on_interval = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": one}),
        Satisfies(smooth, {"L": half}, holds=False),
        Satisfies(l0_l1_smooth, {"L0": one}),  # with any L1
        Satisfies(bounded_gradient_on_sublevel, {"M": slope_at_start}),
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": one}),
        Satisfies(strongly_convex, {"mu": twice}, holds=False),
    ),
    minimum,
    start,
)
