"""The parameters of theorem 3.4.4, and what its proof takes from them: the length of the step, and where its two branches meet.

Lemma 3.7.1 is used on a step, which then is no longer than 1/L1; lemma 3.7.2 says that h = eta but where |g_k| >= 1/(16 L1 eta) - tau.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.methods.stochastic_clipped import step
from theorysim.model import Claim, Relation, Statement, at_most, less, same
from theorysim.statements.chapter3.parts.noisy_steps import NOISY_RANGES, ONE, eta_of, mended, printed


def smoothness(L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return eta_of(L0, L1, tau, T), 1 / (20 * L0)


def noise(L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return 128 * L1 * tau * eta_of(L0, L1, tau, T), 1


def horizon(L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return eta_of(L0, L1, tau, T) * eta_of(L0, L1, tau, T), 1 / T


def printed_run(x: Real, s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    """The method of the catalogue does what (3.11) says, along a gradient of norm s."""
    return step(x, s, s, eta, 1 / (16 * L1 * eta), tau), x - printed(s, eta, L1, tau) * s


def mended_run(x: Real, s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return step(x, s, s, eta, 1 / (16 * L1), tau), x - mended(s, eta, L1, tau) * s


def printed_length(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return L1 * printed(s, eta_of(L0, L1, tau, T), L1, tau) * s, 1


def printed_clipped(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    eta = eta_of(L0, L1, tau, T)
    return 16 * eta * L1 * (s + tau) * printed(s, eta, L1, tau), 1


def printed_beyond(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return 1, 16 * L1 * eta_of(L0, L1, tau, T) * (s + tau)


def beyond(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return 1, 16 * L1 * eta * (s + tau)


def within(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return 16 * L1 * eta * (s + tau), 1


def printed_whole(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return printed(s, eta, L1, tau), eta


def mended_length(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return 16 * L1 * mended(s, eta, L1, tau) * s, 1


def mended_clipped(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return 16 * L1 * (s + tau) * mended(s, eta, L1, tau), 1


def mended_whole(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return mended(s, eta, L1, tau), eta


BEYOND, WITHIN = at_most(beyond, "|g_k| >= 1/(16 L1 eta) - tau"), less(within, "|g_k| < 1/(16 L1 eta) - tau")
ETA = Relation((at_most(smoothness), at_most(noise), at_most(horizon)), search=NOISY_RANGES)
REPAIRED = "repaired: h_k = min{1/(16 L1(|g_k| + tau)), eta}"
LONG = "With eta < 1/16 a clipped step is 1/(16 eta L1) > 1/L1 long, and |g_k| = 1/(16 L1 eta) - tau is not where it is clipped."
statement = Statement(
    "eq-3.11",
    (
        Claim(ETA, part="eta", at=((horizon, (1.0, 1.0, 1.0, 4.0), 2.0**-14),)),
        Claim(Relation((same(printed_run, "x - h_k g_k"),), search=NOISY_RANGES), part="run"),
        Claim(
            Relation((at_most(printed_length, "h_k |g_k| <= 1/L1"),), search=NOISY_RANGES),
            part="length",
            cause="constant",
            why=LONG,
            at=((printed_length, (1e9, 1.0, 1.0, 0.0, 1.0), 5 / 4),),
        ),
        Claim(
            Relation((same(printed_clipped, "h_k = 1/(16 eta L1(|g_k| + tau))"),), (at_most(printed_beyond, BEYOND.says),), NOISY_RANGES),
            part="clipped",
            cause="constant",
            why=LONG,
        ),
        Claim(Relation((same(printed_whole, "h_k = eta"),), (WITHIN, ONE), NOISY_RANGES), part="not clipped"),
        Claim(ETA, REPAIRED, "eta", why="As the proof uses it: no step is longer than 1/(16 L1), and h_k = eta up to 1/(16 L1 eta) - tau."),
        Claim(Relation((same(mended_run, "x - h_k g_k"),), search=NOISY_RANGES), REPAIRED, "run"),
        Claim(
            Relation((at_most(mended_length, "h_k |g_k| <= 1/(16 L1)"),), search=NOISY_RANGES),
            REPAIRED,
            "length",
        ),
        Claim(Relation((same(mended_clipped, "h_k = 1/(16 L1(|g_k| + tau))"),), (BEYOND,), NOISY_RANGES), REPAIRED, "clipped"),
        Claim(Relation((same(mended_whole, "h_k = eta"),), (WITHIN,), NOISY_RANGES), REPAIRED, "not clipped"),
    ),
)
