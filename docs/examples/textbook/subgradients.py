"""Come within epsilon of the minimum by subgradient steps that are epsilon/L long. Nesterov (2018), theorem 3.2.2."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.domains import Asked, Positive, Real
from theorysim.maths import where
from theorysim.model import Bound, Claim, Method, Statement
from theorysim.quantities.gap import gap


def step(x: Real, g: Real, g_norm: Asked, h: Positive):
    return x - h * g / where(g_norm > 0, g_norm, 1)


def h(epsilon: Positive, L: Positive):  # with K steps in advance: R/sqrt(K)
    return epsilon / L


def bound(R: Positive, epsilon: Positive, L: Positive):  # |x - x*|^2 falls by h^2 at least in each step before T
    return L * L * R * R / (epsilon * epsilon)


BOUND = Bound(Method(step), bound, (convex, lipschitz), {"h": h}, {"L": (1 / 64, 64)}, until=gap)
subgradients = Statement("subgradients", (Claim(BOUND),))
