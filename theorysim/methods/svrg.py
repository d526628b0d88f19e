"""Correct the gradient of a term by the one at a snapshot, where the whole gradient is known. Johnson and Zhang (2013), SVRG, option I.

Every m steps x becomes the snapshot w and mu the gradient of the sum there; then x moves by -eta (g(x) - g(w) + mu), both from the same
terms. A run of m steps costs the gradients of 2m minibatches and of one whole sum. Thesis, section 2.1.3, finite sums.
"""

from theorysim.domains import Asked, Positive, PositiveCount, Real, Start, Zero
from theorysim.entries import Method
from theorysim.maths import where


def w(x: Real, w: Start, j: Zero):
    return where(j > 0, w, x)


def mu(full: Asked, mu: Zero, j: Zero):
    return where(j > 0, mu, full)


def step(x: Real, g: Real, g_w: Asked, w: Real, mu: Real, j: Zero, eta: Positive, m: PositiveCount):
    return x - eta * (g - g_w + mu), w, where(j + 1 < m, j + 1, 0), mu


svrg = Method(w, mu, step)
