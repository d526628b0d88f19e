"""Bound how far a normalised noisy step goes along the gradient: E<g, g + n>/|g + n| >= |g| - 2 tau. Cutkosky and Mehta (2020)."""

from theorysim.domains import Nonnegative, Real
from theorysim.maths import where
from theorysim.model import Claim, Expected, Statement, at_most


def along(a: Real, s: Nonnegative, G: Nonnegative, tau: Nonnegative):  # a = <g, n>, s = |g + n|; 0 where there is no direction
    return G - 2 * tau, where(s > 0, (G * G + a) / where(s > 0, s, 1), 0)


CLAIM = Claim(Expected(at_most(along), search={"G": (0, 16), "tau": (0, 16)}))
normalized_noise = Statement("normalized_noise", (CLAIM,))
