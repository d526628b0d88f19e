"""Look for a descent direction by gradients at random points, then take a step of length delta. Thesis, section 5.4, Algorithm 2.

One step is one oracle call. j counts the calls of this round of the while-loop before it: the first gives m_1 at x, the (k+1)-th gives
m_{k+1} at a random point of the segment from x to x - delta m_k/|m_k|, along -m_k. Then lines 6 to 12 look at the new m: the method ends
when |m| <= epsilon, moves when the value falls by delta |m|/4, and goes on otherwise. After K + 1 calls the round begins anew; as in the
print, the last m of a round is not looked at. Lines 10 and 11 are read in the other order. The bound T on the moves is the run's.
"""

from theorysim.domains import Asked, Nonnegative, Positive, PositiveCount, Real, SharedUniform, Zero
from theorysim.entries import Method
from theorysim.maths import where


def ahead(x, m, m_norm, delta):
    return x - delta * m / where(m_norm > 0, m_norm, 1)


def v(m: Zero, j: Zero):
    return where(j > 0, -m, 0)


def y(x: Real, m: Zero, m_norm: Asked, j: Zero, u: SharedUniform, delta: Positive):
    return where(j > 0, x + u * (ahead(x, m, m_norm, delta) - x), x)


def m(g: Real, m: Zero, m_norm: Asked, j: Zero, L: Positive = 1):
    square = m_norm * m_norm
    beta = (4 * L * L - square) / (4 * L * L + 2 * square)
    return where(j > 0, beta * m + (1 - beta) * g, g)


def trial(x: Real, m: Real, m_norm: Asked, delta: Positive):
    return ahead(x, m, m_norm, delta)


def step(
    x: Real,
    m: Real,
    m_norm: Asked,
    trial: Real,
    f: Asked,
    f_trial: Asked,
    j: Zero,
    delta: Positive,
    epsilon: Nonnegative,
    K: PositiveCount,
):
    falls = where(m_norm > epsilon, where(f_trial - f < -(delta * m_norm / 4), 1, 0), 0)
    again = where(j < K, 0, 1)  # this call was the last of the round
    moves = where(again > 0, 0, falls)
    return where(moves > 0, trial, x + 0 * m), m, where(moves + again > 0, 0, j + 1)  # NaN where m is


def done(m_norm: Asked, j: Zero, epsilon: Nonnegative):
    return where(j > 0, where(m_norm <= epsilon, 1, 0), 0)


ingd = Method(v, y, m, trial, step, done=done)
