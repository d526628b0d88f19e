"""Step against the gradient, divided by its norm plus beta. Thesis, section 3.3.1, (3.6)."""

from theorysim.domains import Asked, Nonnegative, Positive, Real
from theorysim.maths import equal, where
from theorysim.model import Method


def step(x: Real, g: Real, g_norm: Asked, eta_n: Positive, beta: Nonnegative):
    h = eta_n / where(equal(g_norm + beta, 0), 1, g_norm + beta)  # g = 0 and beta = 0: the point stays where it is
    return x - h * g


normalized_gradient_descent = Method(step)
