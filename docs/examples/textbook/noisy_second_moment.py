"""Bound the second moment of a noisy gradient: E|g + n|^2 <= |g|^2 + tau^2. Bottou, Curtis and Nocedal (2018), (4.9)."""

from theorysim.domains import Nonnegative
from theorysim.model import Claim, Expected, Statement, at_most


def second_moment(s: Nonnegative, G: Nonnegative, tau: Nonnegative):  # s = |g + n|, where |n| <= tau and E[n] = 0
    return s * s, G * G + tau * tau


def price():  # s^2 = G^2 + 2 <g, n> + |n|^2
    return 2


CLAIM = Claim(Expected(at_most(second_moment), multiplier=price, search={"G": (0, 16), "tau": (0, 16)}))
noisy_second_moment = Statement("noisy_second_moment", (CLAIM,))
