"""Bound the second moment of a noisy gradient: E|g + n|^2 <= |g|^2 + tau^2. Bottou, Curtis and Nocedal (2018), (4.9)."""

from theorysim.domains import Nonnegative
from theorysim.letters import letters, number
from theorysim.model import Claim, Expected, Statement

s, G, tau = letters("s G tau", Nonnegative)  # s = |g + n|, where |n| <= tau and E[n] = 0

price = number(2)  # s^2 = G^2 + 2 <g, n> + |n|^2
CLAIM = Claim(Expected(s**2 <= G**2 + tau**2, multiplier=price, search={"G": (0, 16), "tau": (0, 16)}))
noisy_second_moment = Statement("noisy_second_moment", CLAIM)
