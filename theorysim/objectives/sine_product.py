"""Wave in two variables: a sin(x) sin(y). Thesis, section 6.3."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.maths import cos, sin
from theorysim.model import Objective, Satisfies


def value(x: Coordinate, y: Coordinate, a: Positive):
    return a * sin(x) * sin(y)


def gradient(x: Coordinate, y: Coordinate, a: Positive):
    return a * cos(x) * sin(y), a * sin(x) * cos(y)


def hessian(x: Coordinate, y: Coordinate, a: Positive):
    own, cross = -a * sin(x) * sin(y), a * cos(x) * cos(y)
    return (own, cross), (cross, own)


def lowest(a: Positive):
    return -a


def amplitude(a: Positive):
    return a


def start(a: Positive):
    return 1, 1


sine_product = Objective(
    value,
    gradient,
    hessian,
    satisfies=(Satisfies(lower_bounded, {"f_star": lowest}), Satisfies(twice_differentiable), Satisfies(smooth, {"L": amplitude})),
    minimum=lowest,
    start=start,
)
