"""Reach a gradient norm of epsilon by SGD, with probability 1/2 or more. After Ghadimi and Lan (2013), by Markov's inequality."""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import maximum
from theorysim.model import Claim, Method, Statement, count, quantile, through

F, epsilon, L = letters("F epsilon L", Positive)
tau = letter("tau", Nonnegative)
longer = maximum(1, 4 * tau**2 / epsilon**2)  # than without noise


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


steps = through(bounded_noise, count(Method(step), over=(lower_bounded, smooth), eta=1 / (L * longer)))
theorem = quantile(steps, 1 / 2) <= 8 * L * F / epsilon**2 * longer  # 2 F/(eta T) + L eta tau^2 <= epsilon^2/2
RANGES = {"L": (1 / 64, 64), "epsilon": (1 / 1024, 16), "tau": (1 / 1024, 16)}
stochastic_descent = Statement("stochastic_descent", Claim(theorem.within(RANGES)))
