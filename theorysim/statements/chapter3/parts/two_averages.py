"""Gradients split over U and its complement, on two outcomes or on one: all the lines before the last of the display, and that one.

With probability 1 - q, U has j gradients u and T - j that vanish, its complement one gradient v; with probability q, U has one gradient u,
its complement T gradients v. So k runs over 0, ..., T, and no set is ever empty.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Unit
from theorysim.letters import letter, letters
from theorysim.maths import maximum, minimum, sqrt
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.sums_of_gains import gain, inverse_of_eta, noise

Delta, L0, L1, u, v = letters("Delta L0 L1 u v", Positive)
j, m, T = letters("j m T", PositiveCount)
q = letter("q", Unit)
tau = letter("tau", Nonnegative)


in_U = eta_of(L0, L1, tau, T) * u * u <= u / (16 * L1)
off_U = v / (16 * L1) < eta_of(L0, L1, tau, T) * v * v
so_many = j <= T
at_least_the_noise = noise(L0, L1, tau) <= Delta


def expected(q, j, T, at_u, at_v):
    """The expected sum over k of what is at_u where the gradient is u, at_v where it is v."""
    return (1 - q) * (j * at_u + at_v) + q * (at_u + T * at_v)


eta = eta_of(L0, L1, tau, T)
four = expected(q, j, T, eta * u * u, eta * v * v) / 4 <= Delta  # The sum of (h_k/4)||grad f_k||^2, even with h_k = eta.
gains = expected(q, j, T, gain(u, eta, L1), gain(v, eta, L1)) <= Delta
on_U = expected(q, j, T, eta_of(L0, L1, tau, T) * u * u, 0) <= Delta
on_the_rest = expected(q, j, T, 0, v / (32 * L1)) <= Delta


def largest(T, L0, L1, tau, Delta):
    return maximum(sqrt(Delta * inverse_of_eta(T, L0, L1, tau) / T), Delta * 64 * L1 / T)


printed = (1 - q) * minimum(sqrt(j * u * u / T), v) + q * minimum(u, v) <= largest(T, L0, L1, tau, Delta)


# the same where nothing is random: j gradients u and T + 1 - m - j that vanish in U, m gradients v in its complement


fewer = j + m <= T
sure_gains = j * gain(u, eta, L1) + m * gain(v, eta, L1) <= Delta  # fmt: skip
sure_on_U = j * eta_of(L0, L1, tau, T) * u * u <= Delta
sure = minimum(sqrt(j * u * u / (T + 1 - m)), v) <= largest(T, L0, L1, tau, Delta)  # fmt: skip


NEAR = {
    "T": (64.0, 64.0),
    "q": (1 / 64, 1 / 16),
    "j": (4.0, 4.0),
    "u": (1.0, 4.0),
    "v": (4.0, 8.0),
    "L1": (1 / 8, 1 / 8),
    "Delta": (4.0, 16.0),
}
NEAR |= {"L0": (1 / 1024, 1 / 64), "tau": (1 / 1024, 1 / 64)}
SURE = {
    "T": (36.0, 36.0),
    "j": (2.0, 2.0),
    "m": (2.0, 2.0),
    "u": (5.0, 6.0),
    "v": (6.0, 6.25),
    "L1": (1 / 16, 1 / 16),
    "Delta": (12.0, 12.5),
}
SURE |= {"L0": (1 / 1024, 1 / 512), "tau": (0.0, 0.0)}
PLACES = (in_U.in_words("u is in U"), off_U.in_words("v is not"), at_least_the_noise.in_words("f(x_0) >= f*"))
LINES = (
    *PLACES,
    so_many.in_words("j <= T"),
    four.in_words("E of the sum of (h_k/4) g_k^2 <= Delta"),
    gains.in_words("E of the sum of min{eta g_k^2, g_k/(32 L1)} <= Delta"),
    on_U.in_words("E of the sum of eta g_k^2 over U <= Delta"),
    on_the_rest.in_words("E of the sum of g_k/(32 L1) over the rest <= Delta"),
)
SURE_LINES = (*PLACES, fewer.in_words("j + m <= T"), sure_gains.in_words(LINES[5].says), sure_on_U.in_words(LINES[6].says))
