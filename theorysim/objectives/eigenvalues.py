"""Curve by an eigenvalue along each of three axes: a x^2/2 + b y^2/2 + c z^2/2. Thesis, section 2.1.2, quadratics of the class F_{mu,L}.

Methods with momentum and changing steps do not see one eigenvalue at a time: their worst start mixes several.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import maximum
from theorysim.maths import minimum as smaller


def value(x: Coordinate, y: Coordinate, z: Coordinate, a: Positive = 1, b: Positive = 1 / 4, c: Positive = 1 / 16):
    return (a * x * x + b * y * y + c * z * z) / 2


def gradient(x: Coordinate, y: Coordinate, z: Coordinate, a: Positive = 1, b: Positive = 1 / 4, c: Positive = 1 / 16):
    return a * x, b * y, c * z


def hessian(x: Coordinate, y: Coordinate, z: Coordinate, a: Positive = 1, b: Positive = 1 / 4, c: Positive = 1 / 16):
    return (a, 0, 0), (0, b, 0), (0, 0, c)


def minimum(a: Positive = 1, b: Positive = 1 / 4, c: Positive = 1 / 16):
    return 0


def minimizer(a: Positive = 1, b: Positive = 1 / 4, c: Positive = 1 / 16):
    return 0, 0, 0


def start(a: Positive = 1, b: Positive = 1 / 4, c: Positive = 1 / 16):
    return 1, 1, 1


def largest(a: Positive, b: Positive, c: Positive):
    return maximum(a, maximum(b, c))


def least(a: Positive, b: Positive, c: Positive):
    return smaller(a, smaller(b, c))


def half(a: Positive, b: Positive, c: Positive):
    return largest(a, b, c) / 2


def twice(a: Positive, b: Positive, c: Positive):
    return 2 * least(a, b, c)


eigenvalues = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(smooth, {"L": largest}),
        Satisfies(smooth, {"L": half}, holds=False),
        Satisfies(l0_l1_smooth, {"L0": largest}),  # with any L1
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": least}),
        Satisfies(strongly_convex, {"mu": twice}, holds=False),
        Satisfies(lipschitz, holds=False),
    ),
    minimum,
    start,
    minimizer=minimizer,
)
