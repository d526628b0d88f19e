"""Bound the mean norm of a noisy gradient from below: E|g + n| >= |g|, by Jensen's inequality."""

from theorysim.domains import Nonnegative
from theorysim.model import Claim, Expected, Statement, at_most


def norm(s: Nonnegative, G: Nonnegative):  # s = |g + n|
    return G, s


CLAIM = Claim(Expected(at_most(norm), search={"G": (0, 16), "tau": (0, 16)}))
noisy_norm = Statement("noisy_norm", (CLAIM,))
