"""The half bound, link by link, at each outcome of the noise; in print the last link has noise n of one variable, |g_k| = |G + n|."""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.noisy_steps import BOUNDED, NEAR, RANGES, SMOOTH, C, eta_of, mended, printed


def smooth_part(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return 5 * L0 * printed(s, eta_of(L0, L1, tau, T), L1, tau), 1 / 4


def with_noise(G: Nonnegative, s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    h = printed(s, eta_of(L0, L1, tau, T), L1, tau)
    return 4 * L1 * h * G, 4 * L1 * h * (s + tau)


def clipped_part(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return 4 * L1 * printed(s, eta_of(L0, L1, tau, T), L1, tau) * (s + tau), 1 / 4


def half(G: Nonnegative, n: Real, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return C(G, L0, L1) * printed(absolute(G + n), eta_of(L0, L1, tau, T), L1, tau), 1 / 2


def mended_smooth_part(s: Nonnegative, eta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return 5 * L0 * mended(s, eta, L1, tau), 1 / 4


def mended_with_noise(G: Nonnegative, s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    h = mended(s, eta, L1, tau)
    return 4 * L1 * h * G, 4 * L1 * h * (s + tau)


def mended_clipped_part(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return 4 * L1 * mended(s, eta, L1, tau) * (s + tau), 1 / 4


def mended_half(G: Nonnegative, s: Nonnegative, eta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return C(G, L0, L1) * mended(s, eta, L1, tau), 1 / 2


REPAIRED = "repaired: h_k = min{1/(16 L1 (|g_k| + tau)), eta}"
SAYS = ("5 L0 h <= 1/4", "4 L1 h |grad f| <= 4 L1 h (|g_k| + tau)", "4 L1 h (|g_k| + tau) <= 1/4", "(5 L0 + 4 L1 |grad f|) h <= 1/2")
LINKS = tuple(map(at_most, (smooth_part, with_noise, clipped_part, half), SAYS))
MENDED = tuple(map(at_most, (mended_smooth_part, mended_with_noise, mended_clipped_part, mended_half), SAYS))

statement = Statement(
    "proof-3.7.4-half",
    (
        Claim(Relation(LINKS[:1], search=RANGES), part="smooth"),
        Claim(Relation(LINKS[1:2], NEAR[:1], RANGES), part="noise"),
        Claim(
            Relation(LINKS[2:3], search=RANGES),
            part="clipped",
            cause="constant",
            why="On the clipped branch of (3.11) as printed 4 L1 h (|g_k| + tau) = 1/(4 eta), and eta <= 1/20 wherever L0 >= 1.",
            at=((clipped_part, (100.0, 1.0, 1.0, 0.0, 1.0), 5.0),),
        ),
        Claim(Relation(LINKS[3:], (BOUNDED,), RANGES), part="half", at=((half, (100.0, 0.0, 1.0, 1.0, 0.0, 1.0), 5.0625),)),
        Claim(
            Relation(MENDED[:1], (SMOOTH,), RANGES),
            REPAIRED,
            "smooth",
            why="Without the eta in the denominator 4 L1 h (|g_k| + tau) <= 1/4; of eta only eta <= 1/(20 L0) is used.",
        ),
        Claim(Relation(MENDED[1:3], NEAR[:1], RANGES), REPAIRED, "clipped"),
        Claim(
            Relation(MENDED[3:], (SMOOTH, NEAR[0]), RANGES),
            REPAIRED,
            "half",
            at=((mended_half, (100.0, 100.0, 1 / 20, 1.0, 1.0, 0.0), 0.253125),),
        ),
    ),
)
