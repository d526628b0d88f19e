"""The chain (3.15) on the clipped branch, link by link, with 1/(16 L1 h) as (3.11) makes it."""

from theorysim.domains import Nonnegative, Positive, PositiveCount
from theorysim.model import Claim, Relation, Statement, at_most, less, same
from theorysim.statements.chapter3.parts.noisy_steps import NEAR, NOISE, NOISY_RANGES, RANGES, eta_of, mended, printed


def first(G: Nonnegative, s: Nonnegative, tau: Nonnegative):
    return s - tau, G


def clipped(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    eta = eta_of(L0, L1, tau, T)
    return printed(s, eta, L1, tau), eta


def second(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return s - tau, 1 / (16 * L1 * printed(s, eta_of(L0, L1, tau, T), L1, tau)) - 2 * tau


def third(h: Positive, eta: Positive, L1: Positive, tau: Nonnegative):
    return 1 / (16 * L1 * h) - 1 / (32 * L1 * eta), 1 / (16 * L1 * h) - 2 * tau


def fourth(h: Positive, eta: Positive, L1: Positive):
    return 1 / (32 * L1 * h), 1 / (16 * L1 * h) - 1 / (32 * L1 * eta)


def below_eta(h: Positive, eta: Positive):
    return h, eta


def mended_clipped(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return mended(s, eta, L1, tau), eta


def mended_second(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return s - tau, 1 / (16 * L1 * mended(s, eta, L1, tau)) - 2 * tau


def ends(G: Nonnegative, s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    """What the lemma uses: |grad f| >= 1/(32 L1 h)."""
    return 1 / (32 * L1 * mended(s, eta, L1, tau)), G


REPAIRED = "repaired: h_k = 1/(16 L1 (|g_k| + tau))"
FIRST = Claim(Relation((at_most(first, "|g_k| - tau <= |grad f|"),), NEAR[1:], RANGES), part="first")
LAST = (
    Relation((at_most(third, "1/(16 L1 h) - 1/(32 L1 eta) <= 1/(16 L1 h) - 2 tau"),), (NOISE,), RANGES),
    Relation((at_most(fourth, "1/(32 L1 h) <= 1/(16 L1 h) - 1/(32 L1 eta)"),), (at_most(below_eta, "h <= eta"),), RANGES),
)
SECOND = "|g_k| - tau = 1/(16 L1 h) - 2 tau"

statement = Statement(
    "eq-3.15",
    (
        FIRST,
        Claim(
            Relation((same(second, SECOND),), (less(clipped, "h < eta"),), RANGES),
            part="second",
            cause="constant",
            why="With h_k = 1/(16 eta L1 (|g_k| + tau)), as it is printed here too, 1/(16 L1 h_k) is eta (|g_k| + tau).",
            at=((second, (100.0, 1.0, 1.0, 0.0, 1.0), 100.0),),
        ),
        Claim(LAST[0], part="third"),
        Claim(LAST[1], part="fourth", at=((fourth, (1 / 32, 1 / 16, 1.0), 1.0),)),
        Claim(FIRST.what, REPAIRED, "first"),
        Claim(
            Relation((same(mended_second, SECOND),), (less(mended_clipped, "h < eta"),), RANGES),
            REPAIRED,
            "second",
            why="Then 1/(16 L1 h_k) = |g_k| + tau, and every link holds.",
            at=((mended_second, (100.0, 1 / 20, 1.0, 0.0), 100.0),),
        ),
        Claim(LAST[0], REPAIRED, "third"),
        Claim(LAST[1], REPAIRED, "fourth"),
        Claim(
            Relation((at_most(ends, "1/(32 L1 h) <= |grad f|"),), (NEAR[1], NOISE, less(mended_clipped, "h < eta")), NOISY_RANGES),
            REPAIRED,
            "in all",
        ),
    ),
)
