"""Come within epsilon of the minimum by the subgradient times epsilon/L^2. Bubeck (2015), theorem 3.2."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.domains import Positive, Real
from theorysim.model import Bound, Claim, Method, Statement
from theorysim.quantities.gap import gap


def step(x: Real, g: Real, h: Positive):
    return x - h * g


def h(epsilon: Positive, L: Positive):
    return epsilon / (L * L)


def bound(R: Positive, epsilon: Positive, L: Positive):  # |x - x*|^2 falls by 2 h epsilon - h^2 L^2 = epsilon^2/L^2 in each step
    return L * L * R * R / (epsilon * epsilon)


BOUND = Bound(Method(step), bound, (convex, lipschitz), {"h": h}, {"L": (1 / 64, 64)}, until=gap)
subgradients_unscaled = Statement("subgradients_unscaled", (Claim(BOUND),))
