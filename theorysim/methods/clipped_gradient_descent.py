"""Step against the gradient, no further than gamma eta_c. Thesis, section 3.3.1, update (3.5).

At a zero gradient gamma eta_c/0 is infinite, the step size eta_c, and x stays.
"""

from theorysim.domains import Asked, Positive, Real
from theorysim.maths import minimum
from theorysim.model import Method


def step(x: Real, g: Real, g_norm: Asked, eta_c: Positive, gamma: Positive):
    return x - minimum(eta_c, gamma * eta_c / g_norm) * g


clipped_gradient_descent = Method(step)
