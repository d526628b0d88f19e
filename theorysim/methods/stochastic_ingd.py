"""Step along discounted gradients at random points of the segment last walked, by at most 1/p. Thesis, section 5.5, Algorithm 3.

One step is one oracle call: at y_t on the segment from x_{t-1} to x_t, along -m_{t-1}; then m_t, and x_{t+1} = x_t - m_t/(p |m_t| + q).
The first call is at x_1 along 0, and m_1 is what it shows. T steps are T calls; the print makes one more, of which nothing depends. The
point that it returns, x_i with i = max(i' - K, 1) for a random i', is delayed_iterate:stochastic_ingd.
"""

from theorysim.domains import Asked, BelowOne, Nonnegative, Positive, Real, SharedUniform, Start, Zero
from theorysim.entries import Method
from theorysim.maths import where


def v(m: Zero):
    return -m


def y(x: Real, before: Start, u: SharedUniform):
    return before + u * (x - before)


def m(g: Real, m: Zero, begun: Zero, beta: BelowOne):
    return where(begun > 0, beta * m + (1 - beta) * g, g)


def step(x: Real, m: Real, m_norm: Asked, p: Positive, q: Nonnegative):
    size = p * m_norm + q
    return x - m / where(size > 0, size, 1), m, x, 1


stochastic_ingd = Method(v, y, m, step)
