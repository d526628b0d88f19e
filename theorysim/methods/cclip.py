"""Clip each coordinate of the stochastic gradient at a threshold, then step against it. Thesis, section 4.5.1, (CClip).

x_{k+1} = x_k - eta_k min{tau_k/|g_k|, 1} g_k, coordinate by coordinate, with eta_k = eta/(k + shift)^decay and tau_k = tau k^growth, the
same for all coordinates: theorem 4.5.1 with B_i = tau and growth = alpha - 1 in print, 1/alpha in its proof.
"""

from theorysim.domains import Nonnegative, Positive, Real, Step, Unit
from theorysim.entries import Method
from theorysim.maths import absolute, minimum, power, where


def step(x: Real, g: Real, k: Step, eta: Positive, tau: Nonnegative, decay: Unit = 0, shift: Nonnegative = 0, growth: Nonnegative = 0):
    size = absolute(g)
    kept = minimum(tau * power(k, growth) / where(size > 0, size, 1), 1)
    return x - eta / power(k + shift, decay) * kept * g


cclip = Method(step)
