"""Grow exponentially on both sides of a parabola, with three numbers to choose. Thesis, section 3.7.2, the first function made free.

With t = k |x|, f' is s t up to the knot w, then s (w + exp(t - w) - 1), so f'' = s k + k (|f'| - s w): almost as
large as |f''| <= s k + k |f'| allows where w is small.
"""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import absolute, exp, where


def value(x: Coordinate, s: Positive = 1, k: Positive = 1, w: Positive = 1):
    t = where(x < 0, -k * x, k * x)
    return s / k * where(t < w, t * t / 2, w * w / 2 + (w - 1) * (t - w) + exp(t - w) - 1)


def gradient(x: Coordinate, s: Positive = 1, k: Positive = 1, w: Positive = 1):
    t = where(x < 0, -k * x, k * x)
    return where(x < 0, -s, s) * where(t < w, t, w + exp(t - w) - 1)


def hessian(x: Coordinate, s: Positive = 1, k: Positive = 1, w: Positive = 1):
    t = where(x < 0, -k * x, k * x)
    return s * k * where(t < w, 1, exp(t - w))


def minimum():
    return 0


def start(k: Positive = 1, w: Positive = 1):
    return (w + 2) / k


def curvature(s: Positive, k: Positive):
    return s * k


def rate(k: Positive):
    return k


def slope_at_start(s: Positive, k: Positive, w: Positive, x0: Coordinate):
    return absolute(gradient(x0, s, k, w))


steepening = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(twice_differentiable),
        Satisfies(l0_l1_smooth, {"L0": curvature, "L1": rate}),
        Satisfies(bounded_gradient_on_sublevel, {"M": slope_at_start}),
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": curvature}),
    ),
    minimum,
    start,
    minimizer=minimum,
)
