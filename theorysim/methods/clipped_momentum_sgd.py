"""Clip the norm of the stochastic gradient at a threshold, then step along a discounted sum. Thesis, section 4.6.2, clipped SGD momentum.

m_k = beta m_{k-1} + min{tau/|g_k|, 1} g_k and x_k = x_{k-1} - eta m_k, from m_0 = 0: gclip where beta = 0, momentum_sgd where no
gradient is longer than tau. The thesis does not say whether it clips before the sum or after; this is before.
"""

from theorysim.domains import Asked, BelowOne, Nonnegative, Real, Zero
from theorysim.entries import Method
from theorysim.maths import minimum, where
from theorysim.methods.momentum_sgd import step


def m(g: Real, g_norm: Asked, m: Zero, beta: BelowOne, tau: Nonnegative):
    return beta * m + minimum(tau / where(g_norm > 0, g_norm, 1), 1) * g


clipped_momentum_sgd = Method(m, step)
