"""The letters of chapter 3, its classes and the ranges in which its statements are tried."""

from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import AboveOne, Nonnegative, Positive, Real
from theorysim.letters import letter, letters

L0, L1, L = letters("L0 L1 L", Positive)  # of (L0, L1)-smoothness, (3.1), and of L-smoothness
F = letter("F", Positive)  # f(x_0) - f*
Delta = letter("Delta", Positive)  # the gap and what the noise adds to it, of theorem 3.4.4
M = letter("M", AboveOne)  # the largest gradient norm on the sublevel set of the start, assumption 3.4.1
tau = letter("tau", Nonnegative)  # of the noise, assumption 3.4.2
epsilon, eta = letters("epsilon eta", Positive)
g = letter("g", Positive)  # |grad f(x_k)|
x = letter("x", Real)
READER = (epsilon < M,)  # what any reader adds: else every start is stationary

# where the gradient is seen with noise n: at an outcome, of |grad f|, |n| and |grad f + n|, <grad f, n>, and the step size
G, r, s = letters("G r s", Nonnegative)
a = letter("a", Real)
h = letter("h", Positive)

SMOOTH = (lower_bounded, twice_differentiable, l0_l1_smooth)  # assumptions 3.3.1 to 3.3.3
RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "epsilon": (1e-6, 1e4), "F": (1e-2, 1e6)}
