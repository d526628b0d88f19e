"""Fall without limit: x^3, which has neither a minimum nor a Lipschitz gradient. Thesis, section 3.2.1."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate
from theorysim.model import Objective, Satisfies


def value(x: Coordinate):
    return x * x * x


def gradient(x: Coordinate):
    return 3 * x * x


def hessian(x: Coordinate):
    return 6 * x


cubic = Objective(
    value,
    gradient,
    hessian,
    satisfies=(Satisfies(twice_differentiable), Satisfies(smooth, holds=False), Satisfies(lower_bounded, holds=False)),
)
