"""Gradients split over U and its complement, on two outcomes or on one: all the lines before the last of the display, and that one.

With probability 1 - q, U has j gradients u and T - j that vanish, its complement one gradient v; with probability q, U has one gradient u,
its complement T gradients v. So k runs over 0, ..., T, and no set is ever empty.
"""

from theorysim.domains import Positive, PositiveCount, Unit
from theorysim.letters import letter, letters
from theorysim.maths import minimum, sqrt
from theorysim.statements.chapter3.notation import L0, L1, Delta, tau
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import excess
from theorysim.statements.chapter3.parts.sums_of_gains import gain, largest

u, v = letters("u v", Positive)
j, m, T = letters("j m T", PositiveCount)
q = letter("q", Unit)
eta = eta_of(L0, L1, tau, T)


def expected(at_u, at_v):
    """The expected sum over k of what is at_u where the gradient is u, at_v where it is v."""
    return (1 - q) * (j * at_u + at_v) + q * (at_u + T * at_v)


PLACES = (
    (eta * u**2 <= u / (16 * L1)).in_words("u is in U"),
    (v / (16 * L1) < eta * v**2).in_words("v is not"),
    (excess(L0, L1, tau) <= Delta).in_words("f(x_0) >= f*"),
)
LINES = (
    *PLACES,
    j <= T,
    (expected(eta * u**2, eta * v**2) / 4 <= Delta).in_words("E of the sum of (h_k/4) g_k^2, even with h_k = eta"),
    (expected(gain(u, eta, L1), gain(v, eta, L1)) <= Delta).in_words("E of the sum of min{eta g_k^2, g_k/(32 L1)}"),
    (expected(eta * u**2, 0) <= Delta).in_words("E of the sum of eta g_k^2 over U"),
    (expected(0, v / (32 * L1)) <= Delta).in_words("E of the sum of g_k/(32 L1) over the rest"),
)
printed = (1 - q) * minimum(sqrt(j * u**2 / T), v) + q * minimum(u, v) <= largest(T, L0, L1, tau, Delta)
NEAR = {"T": (64.0, 64.0), "q": (1 / 64, 1 / 16), "j": (4.0, 4.0), "u": (1.0, 4.0), "v": (4.0, 8.0), "L1": (1 / 8, 1 / 8)}
NEAR |= {"Delta": (4.0, 16.0), "L0": (1 / 1024, 1 / 64), "tau": (1 / 1024, 1 / 64)}

# the same where nothing is random: j gradients u and T + 1 - m - j that vanish in U, m gradients v in its complement
SURE_LINES = (
    *PLACES,
    j + m <= T,
    (j * gain(u, eta, L1) + m * gain(v, eta, L1) <= Delta).in_words("the sum of min{eta g_k^2, g_k/(32 L1)}"),
    (j * eta * u**2 <= Delta).in_words("the sum of eta g_k^2 over U"),
)
sure = minimum(sqrt(j * u**2 / (T + 1 - m)), v) <= largest(T, L0, L1, tau, Delta)
SURE = {"T": (36.0, 36.0), "j": (2.0, 2.0), "m": (2.0, 2.0), "u": (5.0, 6.0), "v": (6.0, 6.25), "L1": (1 / 16, 1 / 16)}
SURE |= {"Delta": (12.0, 12.5), "L0": (1 / 1024, 1 / 512), "tau": (0.0, 0.0)}
