"""Come within epsilon of the minimum by the subgradient times epsilon/L^2. Bubeck (2015), theorem 3.2."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.domains import Positive, Real
from theorysim.letters import letters
from theorysim.model import Claim, Method, Statement, count
from theorysim.quantities.gap import gap

R, epsilon, L = letters("R epsilon L", Positive)


def step(x: Real, g: Real, h: Positive):
    return x - h * g


steps = count(Method(step), over=(convex, lipschitz), until=gap, h=epsilon / L**2)
theorem = steps <= L**2 * R**2 / epsilon**2  # |x - x*|^2 falls by 2 h epsilon - h^2 L^2 = epsilon^2/L^2 in each step
subgradients_unscaled = Statement("subgradients_unscaled", Claim(theorem.within({"L": (1 / 64, 64)})))
