"""Step against the stochastic gradient, shorter where it is long, noise counted in. Thesis, section 3.4.2, theorem 3.4.4, (3.11).

The step size is min{eta, threshold/(|g_k| + tau)}. The print has threshold = 1/(16 eta L1), its proof goes on with 1/(16 L1); eta is
min{1/(20 L0), 1/(128 L1 tau), 1/sqrt(T)}, and tau bounds the noise.
"""

from theorysim.domains import Asked, Nonnegative, Positive, Real
from theorysim.entries import Method
from theorysim.maths import minimum, where


def step(x: Real, g: Real, g_norm: Asked, eta: Positive, threshold: Positive, tau: Nonnegative):
    size = g_norm + tau
    return x - minimum(eta, threshold / where(size > 0, size, 1)) * g


stochastic_clipped = Method(step)
