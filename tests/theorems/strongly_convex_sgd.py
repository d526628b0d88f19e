"""SGD with 2/(mu (gamma + k)) steps, gamma = 2 L/mu, strongly convex.

Bottou, Curtis, Nocedal (2018), theorem 4.7, by Markov with probability 1/2.
"""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Nonnegative, Positive, Real, Step
from theorysim.maths import maximum
from theorysim.model import Bound, Claim, Method, Statement
from theorysim.quantities.gap import gap


def step(x: Real, g: Real, k: Step, b: Positive, c: Positive):
    return x - b / (c + k) * g


def b(mu: Positive):
    return 2 / mu


def b_off(mu: Positive):
    return 1 / (4 * mu)


def c(L: Positive, mu: Positive):
    return 2 * L / mu


def bound(F: Positive, epsilon: Positive, L: Positive, mu: Positive, tau: Nonnegative):
    nu = maximum(2 * L * tau * tau / (mu * mu), (2 * L / mu + 1) * F)
    return 2 * nu / epsilon + 1


CL = (lower_bounded, smooth, strongly_convex)
RANGES = {"L": (1 / 4, 4), "mu": (1 / 16, 4), "epsilon": (1 / 64, 4), "tau": (1 / 64, 4)}
true = Statement("sgdsc_true", (Claim(Bound(Method(step), bound, CL, {"b": b, "c": c}, RANGES, bounded_noise, until=gap)),))
false = Statement("sgdsc_false", (Claim(Bound(Method(step), bound, CL, {"b": b_off, "c": c}, RANGES, bounded_noise, until=gap)),))
