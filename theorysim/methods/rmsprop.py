"""Step against the gradient over the root of its mean square. Tieleman and Hinton (2012), RMSProp; thesis, section 7.2.1.

Without bias correction or momentum, as in both; epsilon is outside the root, as in the thesis (the lecture has none). eta_k = eta/k^decay.
"""

from theorysim.domains import Nonnegative, Positive, Real, Step, Unit
from theorysim.entries import Method
from theorysim.maths import power, sqrt, where
from theorysim.methods.adam import mean_square


def step(x: Real, g: Real, mean_square: Real, k: Step, eta: Positive, epsilon: Nonnegative = 0, decay: Unit = 0):
    size = sqrt(mean_square) + epsilon
    return x - eta / power(k, decay) * g / where(size > 0, size, 1), mean_square


rmsprop = Method(mean_square, step)
