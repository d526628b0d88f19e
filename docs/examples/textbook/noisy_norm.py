"""Bound the mean norm of a noisy gradient from below: E|g + n| >= |g|, by Jensen's inequality."""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.model import Claim, Expected, Statement

s, G = letters("s G", Nonnegative)  # s = |g + n|

noisy_norm = Statement("noisy_norm", Claim(Expected(G <= s, search={"G": (0, 16), "tau": (0, 16)})))
