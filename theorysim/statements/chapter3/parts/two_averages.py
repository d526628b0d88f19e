"""Gradients split over U and its complement, on two outcomes or on one: all the lines before the last of the display, and that one.

With probability 1 - q, U has j gradients u and T - j that vanish, its complement one gradient v; with probability q, U has one gradient u,
its complement T gradients v. So k runs over 0, ..., T, and no set is ever empty.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Unit
from theorysim.maths import maximum, minimum, sqrt
from theorysim.model import at_most, less
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.sums_of_gains import gain, inverse_of_eta, noise


def in_U(u: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative):
    return eta_of(L0, L1, tau, T) * u * u, u / (16 * L1)


def off_U(v: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative):
    return v / (16 * L1), eta_of(L0, L1, tau, T) * v * v


def so_many(j: PositiveCount, T: PositiveCount):
    return j, T


def at_least_the_noise(L0: Positive, L1: Positive, tau: Nonnegative, Delta: Positive):
    return noise(L0, L1, tau), Delta


def expected(q, j, T, at_u, at_v):
    """The expected sum over k of what is at_u where the gradient is u, at_v where it is v."""
    return (1 - q) * (j * at_u + at_v) + q * (at_u + T * at_v)


def four(
    q: Unit, j: PositiveCount, u: Positive, v: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative, Delta: Positive
):
    """The sum of (h_k/4)||grad f_k||^2, even with h_k = eta."""
    eta = eta_of(L0, L1, tau, T)
    return expected(q, j, T, eta * u * u, eta * v * v) / 4, Delta


def gains(
    q: Unit, j: PositiveCount, u: Positive, v: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative, Delta: Positive
):
    eta = eta_of(L0, L1, tau, T)
    return expected(q, j, T, gain(u, eta, L1), gain(v, eta, L1)), Delta


def on_U(q: Unit, j: PositiveCount, u: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative, Delta: Positive):
    return expected(q, j, T, eta_of(L0, L1, tau, T) * u * u, 0), Delta


def on_the_rest(q: Unit, j: PositiveCount, v: Positive, T: PositiveCount, L1: Positive, Delta: Positive):
    return expected(q, j, T, 0, v / (32 * L1)), Delta


def largest(T, L0, L1, tau, Delta):
    return maximum(sqrt(Delta * inverse_of_eta(T, L0, L1, tau) / T), Delta * 64 * L1 / T)


def printed(
    q: Unit, j: PositiveCount, u: Positive, v: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative, Delta: Positive
):
    return (1 - q) * minimum(sqrt(j * u * u / T), v) + q * minimum(u, v), largest(T, L0, L1, tau, Delta)


# the same where nothing is random: j gradients u and T + 1 - m - j that vanish in U, m gradients v in its complement


def fewer(j: PositiveCount, m: PositiveCount, T: PositiveCount):
    return j + m, T


def sure_gains(
    j: PositiveCount, m: PositiveCount, u: Positive, v: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative,
    Delta: Positive,
):  # fmt: skip
    eta = eta_of(L0, L1, tau, T)
    return j * gain(u, eta, L1) + m * gain(v, eta, L1), Delta


def sure_on_U(j: PositiveCount, u: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative, Delta: Positive):
    return j * eta_of(L0, L1, tau, T) * u * u, Delta


def sure(
    j: PositiveCount, m: PositiveCount, u: Positive, v: Positive, T: PositiveCount, L0: Positive, L1: Positive, tau: Nonnegative,
    Delta: Positive,
):  # fmt: skip
    return minimum(sqrt(j * u * u / (T + 1 - m)), v), largest(T, L0, L1, tau, Delta)


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
PLACES = (at_most(in_U, "u is in U"), less(off_U, "v is not"), at_most(at_least_the_noise, "f(x_0) >= f*"))
LINES = (
    *PLACES,
    at_most(so_many, "j <= T"),
    at_most(four, "E of the sum of (h_k/4) g_k^2 <= Delta"),
    at_most(gains, "E of the sum of min{eta g_k^2, g_k/(32 L1)} <= Delta"),
    at_most(on_U, "E of the sum of eta g_k^2 over U <= Delta"),
    at_most(on_the_rest, "E of the sum of g_k/(32 L1) over the rest <= Delta"),
)
SURE_LINES = (*PLACES, at_most(fewer, "j + m <= T"), at_most(sure_gains, LINES[5].says), at_most(sure_on_U, LINES[6].says))
