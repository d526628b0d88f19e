"""Step against a subgradient, by a length that is chosen in advance. Nesterov (2018), section 3.2.3; thesis, section 2.1.3.

The k-th step is h/k^decay long. With decay = 1/2 the best value so far comes near the minimum like log(k)/sqrt(k); with decay = 0 and
h = R/sqrt(K) it is within L R/sqrt(K) after K steps, for a convex L-Lipschitz function.
"""

from theorysim.domains import Asked, Positive, Real, Step, Unit
from theorysim.entries import Method
from theorysim.maths import power, where


def step(x: Real, g: Real, g_norm: Asked, k: Step, h: Positive, decay: Unit = 1 / 2):
    return x - h / power(k, decay) / where(g_norm > 0, g_norm, 1) * g


subgradient_descent = Method(step)
