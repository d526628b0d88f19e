"""Step against the gradient, no further than gamma eta_c. Thesis, section 3.3.1, update (3.5).

At a zero gradient gamma eta_c/0 is read as infinite; whatever the step size, x stays.
"""

from theorysim.domains import Asked, Positive, Real
from theorysim.entries import Method
from theorysim.maths import minimum, where


def step(x: Real, g: Real, g_norm: Asked, eta_c: Positive, gamma: Positive):
    return x - minimum(eta_c, gamma * eta_c / where(g_norm > 0, g_norm, 1)) * g


clipped_gradient_descent = Method(step)
aliases = ("clipping",)
