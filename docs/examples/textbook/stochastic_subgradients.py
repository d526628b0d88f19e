"""Come within epsilon of the minimum by noisy subgradients, with probability 1/2 or more. Nemirovski et al. (2009), by Markov."""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.model import Bound, Claim, Method, Statement
from theorysim.quantities.gap import gap


def step(x: Real, g: Real, h: Positive):
    return x - h * g


def h(epsilon: Positive, L: Positive, tau: Nonnegative):
    return epsilon / (2 * (L * L + tau * tau))


def bound(R: Positive, epsilon: Positive, L: Positive, tau: Nonnegative):  # R^2/(2 h T) + h (L^2 + tau^2)/2 <= epsilon/2
    return 4 * R * R * (L * L + tau * tau) / (epsilon * epsilon)


RANGES = {"L": (1 / 64, 64), "tau": (1 / 1024, 16)}
BOUND = Bound(Method(step), bound, (convex, lipschitz), {"h": h}, RANGES, bounded_noise, until=gap)
stochastic_subgradients = Statement("stochastic_subgradients", (Claim(BOUND),))
