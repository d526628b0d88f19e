"""Sample gradients around x, step along the least-norm point of their hull, else sample closer. Burke, Lewis and Overton (2005).

One step is one oracle call: the first at x, then K of them at random points within the radius delta theta^level of x. m is the point of
least norm on the segment from the last m to the new gradient, as in Wolfe's method, so it lies in their hull. After the last call x moves
by the radius against m, if the value falls by a share c of radius |m|; else the level grows. Thesis, section 5.1.1.
"""

from theorysim.domains import Asked, BelowOne, Dimension, Positive, PositiveCount, Real, Uniform, Zero
from theorysim.entries import Method
from theorysim.maths import maximum, minimum, power, sqrt, where
from theorysim.methods.ingd import ahead


def radius(level: Zero, delta: Positive, theta: BelowOne = 1 / 2):
    return delta * power(theta, level)


def y(x: Real, radius: Real, j: Zero, u: Uniform, d: Dimension):
    return where(j > 0, x + radius * (2 * u - 1) / sqrt(d), x)


def apart(g: Real, m: Zero):
    return g - m


def m(apart: Real, apart_norm: Asked, g: Real, g_norm: Asked, m: Zero, m_norm: Asked, j: Zero):
    square = apart_norm * apart_norm
    back = (m_norm * m_norm - g_norm * g_norm + square) / 2  # <m, m - g>
    share = minimum(maximum(back / where(square > 0, square, 1), 0), 1)
    return where(j > 0, m + share * apart, g)


def trial(x: Real, m: Real, m_norm: Asked, radius: Real):
    return ahead(x, m, m_norm, radius)


def step(
    x: Real,
    m: Real,
    m_norm: Asked,
    trial: Real,
    f: Asked,
    f_trial: Asked,
    radius: Real,
    level: Zero,
    j: Zero,
    K: PositiveCount,
    c: BelowOne = 1 / 4,
):
    last = where(j < K, 0, 1)
    moves = where(f_trial - f < -c * radius * m_norm, last, 0)
    return where(moves > 0, trial, x + 0 * m), level + last - moves, where(last > 0, 0, j + 1), m  # NaN where m is


gradient_sampling = Method(radius, y, apart, m, trial, step)
