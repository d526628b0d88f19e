"""What the proof of Theorem 4.4.1 shares: its step size, its threshold, and the two terms that noise adds to a step.

`theta` is alpha/(3 alpha - 2), in [1/2, 1); 1 - theta is (2 alpha - 2)/(3 alpha - 2).
"""

from theorysim.domains import Positive
from theorysim.letters import letter
from theorysim.maths import minimum
from theorysim.statements.chapter4.notation import F, K, L, alpha, beta, sigma

theta = alpha / (3 * alpha - 2)
rest = 2 * beta / (3 * alpha - 2)  # 1 - theta


def threshold(eta, L):
    """Return the tau of the theorem."""
    return sigma * (eta * L) ** (-1 / alpha)


def noise_term(eta, L, tau):
    return eta * L * sigma**alpha * tau ** (2 - alpha)


def bias_term(tau):
    return sigma ** (2 * alpha) / tau ** (2 * alpha - 2)


def of_steps(eta, L):
    """Return what either term is at that threshold."""
    return sigma**2 * (eta * L) ** ((2 * alpha - 2) / alpha)


short = 1 / (4 * L)
bounded = 1 / (L * (12 * sigma) ** (alpha / beta))
balanced = (F / (sigma**2 * K)) ** theta / L**rest
step = minimum(minimum(short, bounded), balanced)  # the eta of the theorem
Z = letter("Z", Positive)  # (eta L)^(1/alpha), which is sigma/tau
