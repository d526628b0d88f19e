"""Step against the gradient divided by its norm plus beta. Thesis, section 3.3.1, update (3.6)."""

from theorysim.domains import Asked, Nonnegative, Positive, Real
from theorysim.entries import Method
from theorysim.maths import where


def step(x: Real, g: Real, g_norm: Asked, eta_n: Positive, beta: Nonnegative):
    size = g_norm + beta
    return x - eta_n / where(size > 0, size, 1) * g  # at a zero gradient with beta = 0, x stays


normalized_gradient_descent = Method(step)
aliases = ("ngd",)
