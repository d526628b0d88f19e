"""Flatten at the bottom and steepen without limit: x^p, p even. Thesis, section 3.2.2, Lemma 3.2.1."""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, EvenPower, Positive
from theorysim.maths import absolute
from theorysim.maths import power as raised
from theorysim.model import Objective, Satisfies


def value(x: Coordinate, p: EvenPower):
    return raised(x, p)


def gradient(x: Coordinate, p: EvenPower):
    return p * raised(x, p - 1)


def hessian(x: Coordinate, p: EvenPower):
    return p * (p - 1) * raised(x, p - 2)


def zero():
    return 0


def least_L0(p: EvenPower, L1: Positive):
    """The greatest f'' - L1 |f'|, at |x| = (p - 2)/L1."""
    return p * raised((p - 2) / L1, p - 2)


def steepest(x0: Coordinate, p: EvenPower):
    return p * raised(absolute(x0), p - 1)



def start(p: EvenPower):
    return 1


power = Objective(
    value,
    gradient,
    hessian,
    satisfies=(
        Satisfies(lower_bounded, {"f_star": zero}),
        Satisfies(twice_differentiable),
        Satisfies(l0_l1_smooth, {"L0": least_L0}),
        Satisfies(bounded_gradient_on_sublevel, {"M": steepest}),
        Satisfies(smooth, holds=False),
    ),
    minimum=zero,
    start=start,
)
