"""The letters of chapter 6 and the ranges in which its statements are tried."""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Probability, Real
from theorysim.letters import letter, letters

eta = letter("eta", Positive)  # the step size
gamma = letter("gamma", Positive)  # the weight decay
w = letter("w", Positive)  # the operator norm that no W_l exceeds
c = letter("c", Probability)  # the share of a step that eta' is
delta = letter("delta", Probability)  # how often (6.6) may fail
M = letter("M", Nonnegative)  # phi(F(theta)) lies in [-M, M]
epsilon = letter("epsilon", Positive)  # of batch normalization
n, k, m, d, L = letters("n k m d L", PositiveCount)  # steps, a step, a batch, classes, layers
theta = letter("theta", Real)

RANGES = {"eta": (1e-6, 1e3), "gamma": (1e-6, 1e3), "n": (1, 10**6), "k": (1, 10**6), "m": (2, 256), "d": (2, 1000), "L": (3, 64)}
