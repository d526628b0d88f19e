"""Bound what a step against a noisy gradient gains: h |g|^2/2 - L h^2 tau^2/2 at least, h <= 1/L. Bottou et al. (2018), section 4.1."""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.model import Claim, Expected, Statement

a, (s, G, tau) = letter("a", Real), letters("s G tau", Nonnegative)  # a = <g, n>, s = |g + n|
eta, L = letters("eta L", Positive)

gain = eta * G**2 / 2 - L * eta**2 * tau**2 / 2 <= eta * (G**2 + a) - L * eta**2 * s**2 / 2
RANGES = {"G": (0, 16), "tau": (0, 16), "eta": (1 / 64, 64), "L": (1 / 64, 64)}
CLAIM = Claim(Expected(gain, (eta * L <= 1,), multiplier=L * eta**2 - eta, search=RANGES))
noisy_gain = Statement("noisy_gain", CLAIM)
