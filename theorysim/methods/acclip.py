"""Clip each coordinate of the momentum at an estimate of the gradients' moment. Thesis, section 4.5.2, Algorithm 1, ACClip.

As printed; eta_k = eta/k^decay, and tau_0 = 0, of which the print says nothing. alpha = 1 is what the thesis found best. The point x_K of a
random K that it returns is random_iterate:acclip.
"""

from theorysim.domains import BelowOne, Nonnegative, Positive, Real, Step, Unit, Zero
from theorysim.entries import Method
from theorysim.maths import absolute, minimum, power, where


def m(g: Real, m: Zero, beta1: BelowOne):
    return beta1 * m + (1 - beta1) * g


def tau_alpha(g: Real, tau_alpha: Zero, beta2: BelowOne, alpha: Positive):
    return beta2 * tau_alpha + (1 - beta2) * power(absolute(g), alpha)


def clipped(m: Real, tau_alpha: Real, alpha: Positive, epsilon: Nonnegative):
    size = absolute(m) + epsilon
    return minimum(power(tau_alpha, 1 / alpha) / where(size > 0, size, 1), 1) * m


def step(x: Real, m: Real, tau_alpha: Real, clipped: Real, k: Step, eta: Positive, decay: Unit = 0):
    return x - eta / power(k, decay) * clipped, m, tau_alpha


acclip = Method(m, tau_alpha, clipped, step)
