"""The letters of chapter 5, its classes and the ranges in which its statements are tried."""

from theorysim.assumptions.lipschitz import lipschitz
from theorysim.domains import Nonnegative, Positive, PositiveCount, Probability, Real
from theorysim.letters import letter, letters

epsilon = letter("epsilon", Positive)  # how long a gradient may be where one stops
delta = letter("delta", Positive)  # the radius of the ball of Definition 5.3.1
L = letter("L", Positive)  # f is L-Lipschitz
Delta = letter("Delta", Positive)  # f(x_0) - inf f
sigma = letter("sigma", Nonnegative)  # of the stochastic oracle of Assumption 5.3.1
gamma = letter("gamma", Probability)  # how often the result may fail
K, T, k, t = letters("K T k t", PositiveCount)
d = letter("d", PositiveCount)  # the dimension
x, y = letters("x y", Real)

LIPSCHITZ = (lipschitz,)  # the class F(Delta, L) of (5.2), but for Delta

SIZES = {name: (1e-6, 1e6) for name in ("epsilon", "L", "Delta")}
RANGES = SIZES | {"delta": (1e-9, 1e9), "sigma": (0, 1e12), "d": (1, 50), "k": (1, 10**6), "K": (1, 10**6), "t": (1, 10**6)}
