"""Step along a discounted sum of the stochastic gradients. Sutskever et al. (2013), classical momentum; thesis, section 4.6.1.

m_k = beta m_{k-1} + g_k and x_k = x_{k-1} - eta m_k, from m_0 = 0: through the oracle `exact` it is the heavy ball.
"""

from theorysim.domains import BelowOne, Positive, Real, Zero
from theorysim.entries import Method


def m(g: Real, m: Zero, beta: BelowOne):
    return beta * m + g


def step(x: Real, m: Real, eta: Positive):
    return x - eta * m, m


momentum_sgd = Method(m, step)
