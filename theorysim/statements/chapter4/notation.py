"""The letters of chapter 4, its classes and the ranges in which its statements are tried.

Assumption 4.4.1 names its constant G and bounds the moment by sigma; sigma is read. `beta` is alpha - 1.
"""

from theorysim.assumptions.bounded_gradient_moment import bounded_gradient_moment
from theorysim.assumptions.bounded_moment import bounded_moment
from theorysim.assumptions.coordinate_moment import coordinate_moment
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Nonnegative, Positive, PositiveCount, Probability, Real, TailIndex
from theorysim.letters import letter, letters

alpha = letter("alpha", TailIndex)  # in (1, 2], the order of the moment
beta = alpha - 1  # in (0, 1]
sigma = letter("sigma", Positive)  # E|g - grad f|^alpha <= sigma^alpha, assumption 4.4.1
G = letter("G", Positive)  # E|g|^alpha <= G^alpha, assumption 4.4.3
B = letter("B", Positive)  # E|g_i|^alpha <= B^alpha, of one coordinate, assumption 4.5.1
L, mu = letters("L mu", Positive)  # of smoothness and strong convexity, assumptions 4.4.2 and 4.4.4
tau, eta = letters("tau eta", Positive)  # the threshold of clipping and the step size
F = letter("F", Positive)  # f(x_0) - f*, which the page writes f_0 and F_0
K, k, d = letters("K k d", PositiveCount)  # the horizon, a step, the dimension
p = letter("p", Probability)
epsilon = letter("epsilon", Positive)
x = letter("x", Real)

# at an outcome of the noise n of the gradient: |n|, |grad f + n|, <grad f, n>; and |grad f|, which is fixed
grad, r, s = letters("grad r s", Nonnegative)
a = letter("a", Real)

SMOOTH, STRONGLY_CONVEX = (smooth,), (strongly_convex,)
NOISE, GRADIENT, COORDINATES = bounded_moment, bounded_gradient_moment, coordinate_moment  # assumptions 4.4.1, 4.4.3, 4.5.1

SIZES = {name: (1e-9, 1e9) for name in ("sigma", "G", "B", "F")}
RANGES = SIZES | {"alpha": (1.01, 2), "L": (1e-6, 1e6), "mu": (1e-6, 1e6), "K": (1, 10**9), "k": (1, 10**9), "d": (1, 64)}
