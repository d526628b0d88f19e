"""Come within epsilon of the minimum by noisy subgradients, with probability 1/2 or more. Nemirovski et al. (2009), by Markov."""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.model import Claim, Method, Statement, count, quantile, through
from theorysim.quantities.gap import gap

R, epsilon, L = letters("R epsilon L", Positive)
tau = letter("tau", Nonnegative)


def step(x: Real, g: Real, h: Positive):
    return x - h * g


steps = count(Method(step), over=(convex, lipschitz), until=gap, h=epsilon / (2 * (L**2 + tau**2)))
bound = 4 * R**2 * (L**2 + tau**2) / epsilon**2  # R^2/(2 h T) + h (L^2 + tau^2)/2 <= epsilon/2
theorem = quantile(through(bounded_noise, steps), 1 / 2) <= bound
RANGES = {"L": (1 / 64, 64), "tau": (1 / 1024, 16)}
stochastic_subgradients = Statement("stochastic_subgradients", Claim(theorem.within(RANGES)))
