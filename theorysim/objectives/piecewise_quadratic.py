"""Follow parabolas of three curvatures on the right of the minimum and of two on the left. Taylor, Hendrickx and Glineur (2017).

The curvatures are mu + D s with shares s of [0, 1]: s1 up to w1, s2 for w2 more, then s3; on the left s4 for v, then s5. Equal shares
are fewer pieces. Of this kind are their worst functions of smooth convex classes for gradient descent.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Coordinate, Nonnegative, Positive, Unit
from theorysim.entries import Objective, Satisfies
from theorysim.maths import where


def value(
    x: Coordinate,
    mu: Nonnegative = 0,
    D: Positive = 1,
    s1: Unit = 1,
    w1: Positive = 1,
    s2: Unit = 0,
    w2: Positive = 1,
    s3: Unit = 1,
    s4: Unit = 1,
    v: Positive = 1,
    s5: Unit = 0,
):
    a, b, c, d, e = mu + D * s1, mu + D * s2, mu + D * s3, mu + D * s4, mu + D * s5
    y, z, u = x - w1, x - w1 - w2, -x - v
    middle = a * w1 * w1 / 2 + a * w1 * y + b * y * y / 2
    far = a * w1 * w1 / 2 + a * w1 * w2 + b * w2 * w2 / 2 + (a * w1 + b * w2) * z + c * z * z / 2
    left = where(u < 0, d * x * x / 2, d * v * v / 2 + d * v * u + e * u * u / 2)
    return where(x < 0, left, where(y < 0, a * x * x / 2, where(z < 0, middle, far)))


def gradient(
    x: Coordinate,
    mu: Nonnegative = 0,
    D: Positive = 1,
    s1: Unit = 1,
    w1: Positive = 1,
    s2: Unit = 0,
    w2: Positive = 1,
    s3: Unit = 1,
    s4: Unit = 1,
    v: Positive = 1,
    s5: Unit = 0,
):
    a, b, c, d, e = mu + D * s1, mu + D * s2, mu + D * s3, mu + D * s4, mu + D * s5
    y, z, u = x - w1, x - w1 - w2, -x - v
    left = where(u < 0, d * x, -d * v - e * u)
    return where(x < 0, left, where(y < 0, a * x, where(z < 0, a * w1 + b * y, a * w1 + b * w2 + c * z)))


def hessian(
    x: Coordinate,
    mu: Nonnegative = 0,
    D: Positive = 1,
    s1: Unit = 1,
    w1: Positive = 1,
    s2: Unit = 0,
    w2: Positive = 1,
    s3: Unit = 1,
    s4: Unit = 1,
    v: Positive = 1,
    s5: Unit = 0,
):
    left = where(-x - v < 0, s4, s5)
    return mu + D * where(x < 0, left, where(x - w1 < 0, s1, where(x - w1 - w2 < 0, s2, s3)))


def minimum():
    return 0


def start(w1: Positive = 1, w2: Positive = 1):
    return w1 + 2 * w2


def largest(mu: Nonnegative, D: Positive):
    return mu + D


def least(mu: Nonnegative):
    return mu


piecewise_quadratic = Objective(
    value,
    gradient,
    hessian,
    (
        Satisfies(lower_bounded, {"f_star": minimum}),
        Satisfies(smooth, {"L": largest}),
        Satisfies(l0_l1_smooth, {"L0": largest}),  # with any L1
        Satisfies(convex),
        Satisfies(strongly_convex, {"mu": least}),
    ),
    minimum,
    start,
    minimizer=minimum,
)
