"""Step against the stochastic gradient with a step size that depends on the number of the step alone. Thesis, section 3.3.1, (3.4).

The k-th step size is eta/(k^decay sqrt(horizon)): constant (decay = 0), 1/sqrt(k) (decay = 1/2), 1/k (decay = 1), or 1/sqrt(K) for a number
K of steps that is known in advance (horizon = K), as in theorem 3.4.5. Through the oracle `exact` it is gradient descent.
"""

from theorysim.domains import Positive, PositiveCount, Real, Step, Unit
from theorysim.entries import Method
from theorysim.maths import power, sqrt


def step(x: Real, g: Real, k: Step, eta: Positive, decay: Unit = 0, horizon: PositiveCount = 1):
    return x - eta / (power(k, decay) * sqrt(horizon)) * g


sgd = Method(step)
