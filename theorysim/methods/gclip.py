"""Clip the norm of the stochastic gradient at a threshold, then step against it. Thesis, section 4.4.1, (GClip).

x_{k+1} = x_k - eta_k min{tau_k/|g_k|, 1} g_k with eta_k = eta/(k + shift)^decay and tau_k = tau k^growth. Theorem 4.4.1 has both constant;
theorem 4.4.2 has eta = 4/mu, decay = shift = 1, and growth = alpha - 1 in print, 1/alpha in its proof.
"""

from theorysim.domains import Asked, Nonnegative, Positive, Real, Step, Unit
from theorysim.entries import Method
from theorysim.maths import minimum, power, where


def step(
    x: Real,
    g: Real,
    g_norm: Asked,
    k: Step,
    eta: Positive,
    tau: Nonnegative,
    decay: Unit = 0,
    shift: Nonnegative = 0,
    growth: Nonnegative = 0,
):
    kept = minimum(tau * power(k, growth) / where(g_norm > 0, g_norm, 1), 1)
    return x - eta / power(k + shift, decay) * kept * g


gclip = Method(step)
aliases = ("clipped_sgd",)
