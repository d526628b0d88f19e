"""Wave for ever with curvature at most 1. Thesis, section 3.2.1."""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate
from theorysim.maths import cos, sin
from theorysim.model import Objective, Satisfies


def value(x: Coordinate):
    return cos(x)


def gradient(x: Coordinate):
    return -sin(x)


def hessian(x: Coordinate):
    return -cos(x)


def lowest():
    return -1


def one():
    return 1


def start():
    return 1


cosine = Objective(
    value,
    gradient,
    hessian,
    satisfies=(
        Satisfies(lower_bounded, {"f_star": lowest}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": one}),
        Satisfies(l0_l1_smooth, {"L0": one}),
        Satisfies(bounded_gradient_on_sublevel, {"M": one}),
    ),
    minimum=lowest,
    start=start,
)
