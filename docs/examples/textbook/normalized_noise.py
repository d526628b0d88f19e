"""Bound how far a normalised noisy step goes along the gradient: E<g, g + n>/|g + n| >= |g| - 2 tau. Cutkosky and Mehta (2020)."""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import letter, letters
from theorysim.maths import where
from theorysim.model import Claim, Expected, Statement

a, (s, G, tau) = letter("a", Real), letters("s G tau", Nonnegative)  # a = <g, n>, s = |g + n|

along = G - 2 * tau <= where(s > 0, (G**2 + a) / where(s > 0, s, 1), 0)  # 0 where there is no direction
normalized_noise = Statement("normalized_noise", Claim(Expected(along, search={"G": (0, 16), "tau": (0, 16)})))
