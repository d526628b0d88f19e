"""The step of theorem 3.4.4: eta = min{1/(20 L0), 1/(128 L1 tau), 1/sqrt(T)} with T >= 1, and h in the print and as its proof uses it.

(3.11) prints h = min{1/(16 eta L1 (s + tau)), eta}, s = |g_k|; the proof goes on with min{1/(16 L1 (s + tau)), eta}. Both are written as
1/max{...}, where tau = 0 and s = 0 need no word. A claim that fails is stated for eta itself, one that holds for every eta that is at
most each of the three numbers; in both G = |grad f(x_k)|.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, maximum, sqrt
from theorysim.statements.chapter3.notation import L0, L1, eta, tau

G, s = letters("G s", Nonnegative)
n = letter("n", Real)  # the noise, where it has one variable: s = |G + n|
T = letter("T", PositiveCount)

RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "tau": (0.0, 1e3), "T": (1.0, 1e9), "eta": (1e-6, 1e3), "G": (1e-6, 1e6), "n": (-1e3, 1e3)}
NOISY_RANGES = {"L0": (2**-10, 2**20), "L1": (2**-14, 2**10), "tau": (0, 2**7), "T": (1, 2**7), "eta": (2**-3, 2**7), "G": (2**-10, 2**20)}


def eta_of(L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return 1 / maximum(maximum(20 * L0, 128 * L1 * tau), sqrt(T))


def printed(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return 1 / maximum(16 * eta * L1 * (s + tau), 1 / eta)


def mended(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return 1 / maximum(16 * L1 * (s + tau), 1 / eta)


def C(G, L0, L1):
    return 5 * L0 + 4 * L1 * G


NEAR = (G <= s + tau, s <= G + tau)  # the noise g_k - grad f(x_k) is no longer than tau
BOUNDED = absolute(n) <= tau
SMOOTH = 20 * L0 * eta <= 1
NOISE = 128 * L1 * tau * eta <= 1
HORIZON = T * eta**2 <= 1
ONE = eta <= 1
