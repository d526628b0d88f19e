"""Step against the gradient, by at most gamma eta_c. Thesis, section 3.3.1, (3.5)."""

from theorysim.domains import Asked, Positive, Real
from theorysim.maths import minimum
from theorysim.model import Method


def step(x: Real, g: Real, g_norm: Asked, eta_c: Positive, gamma: Positive):
    h = minimum(eta_c, gamma * eta_c / g_norm)  # at g = 0 the second is infinite: the point stays where it is
    return x - h * g


clipped_gradient_descent = Method(step)
