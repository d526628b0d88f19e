"""Come within epsilon of the minimum by subgradient steps that are epsilon/L long. Nesterov (2018), theorem 3.2.2."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.domains import Asked, Positive, Real
from theorysim.letters import letters
from theorysim.maths import where
from theorysim.model import Claim, Method, Statement, count
from theorysim.quantities.gap import gap

R, epsilon, L = letters("R epsilon L", Positive)


def step(x: Real, g: Real, g_norm: Asked, h: Positive):
    return x - h * g / where(g_norm > 0, g_norm, 1)


steps = count(Method(step), over=(convex, lipschitz), until=gap, h=epsilon / L)  # with K steps in advance: R/sqrt(K)
theorem = steps <= L**2 * R**2 / epsilon**2  # |x - x*|^2 falls by h^2 at least in each step before T
subgradients = Statement("subgradients", Claim(theorem.within({"L": (1 / 64, 64)})))
