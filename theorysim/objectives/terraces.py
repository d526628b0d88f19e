"""Rise over a terrace, and over a gentler one behind it, then like a parabola. Thesis, section 3.2, a smooth function, not convex.

f' is L x up to a slope b + c, which it keeps for w1; then it falls at the rate L to b, keeps that for w2, and grows at the rate L. It
is never negative on the right of 0, which is the minimum.
"""

from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Coordinate, Positive
from theorysim.entries import Objective, Satisfies
from theorysim.maths import where


def value(x: Coordinate, L: Positive = 1, b: Positive = 1, c: Positive = 1, w1: Positive = 1, w2: Positive = 1):
    a = b + c
    r = x - a / L
    s, t = r - w1, r - w1 - c / L
    u = t - w2
    first = a * a / (2 * L)
    second = first + a * w1
    third = second + (a * a - b * b) / (2 * L)
    beyond = where(t < 0, second + a * s - L * s * s / 2, where(u < 0, third + b * t, third + b * t + L * u * u / 2))
    return where(r < 0, L * x * x / 2, where(s < 0, first + a * r, beyond))


def gradient(x: Coordinate, L: Positive = 1, b: Positive = 1, c: Positive = 1, w1: Positive = 1, w2: Positive = 1):
    a = b + c
    r = x - a / L
    s, t = r - w1, r - w1 - c / L
    u = t - w2
    return where(r < 0, L * x, where(s < 0, a, where(t < 0, a - L * s, where(u < 0, b, b + L * u))))


def hessian(x: Coordinate, L: Positive = 1, b: Positive = 1, c: Positive = 1, w1: Positive = 1, w2: Positive = 1):
    r = x - (b + c) / L
    s, t = r - w1, r - w1 - c / L
    u = t - w2
    return where(r < 0, L, where(s < 0, 0, where(t < 0, -L, where(u < 0, 0, L))))


def minimum():
    return 0


def start(L: Positive = 1, b: Positive = 1, c: Positive = 1, w1: Positive = 1, w2: Positive = 1):
    return 2 * (b + c) / L + w1 + w2


def curvature(L: Positive):
    return L


terraces = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(smooth, {"L": curvature}),
        Satisfies(l0_l1_smooth, {"L0": curvature}),  # with any L1
    ),
    minimum,
    start,
    minimizer=minimum,
)
