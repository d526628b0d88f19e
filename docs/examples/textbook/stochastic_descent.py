"""Reach a gradient norm of epsilon by SGD, with probability 1/2 or more. After Ghadimi and Lan (2013), by Markov's inequality."""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.maths import maximum
from theorysim.model import Bound, Claim, Method, Statement


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive, epsilon: Positive, tau: Nonnegative):
    return 1 / (L * maximum(1, 4 * tau * tau / (epsilon * epsilon)))


def bound(F: Positive, epsilon: Positive, L: Positive, tau: Nonnegative):  # 2 F/(eta T) + L eta tau^2 <= epsilon^2/2
    return 8 * L * F / (epsilon * epsilon) * maximum(1, 4 * tau * tau / (epsilon * epsilon))


RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16), "tau": (1 / 1024, 16)}
BOUND = Bound(Method(step), bound, (lower_bounded, smooth), {"eta": eta}, RANGES, bounded_noise)
stochastic_descent = Statement("stochastic_descent", (Claim(BOUND),))
