"""The chain (3.15) on the clipped branch, link by link, with 1/(16 L1 h) as (3.11) makes it."""

from theorysim.domains import Nonnegative, Positive, PositiveCount
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Relation, Statement, less
from theorysim.statements.chapter3.parts.noisy_steps import NEAR, NOISE, NOISY_RANGES, RANGES, eta_of, mended, printed

eta, h, L0, L1 = letters("eta h L0 L1", Positive)
G, s, tau = letters("G s tau", Nonnegative)
T = letter("T", PositiveCount)


first = s - tau <= G


def clipped(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    eta = eta_of(L0, L1, tau, T)
    return printed(s, eta, L1, tau), eta


second = equals(s - tau, 1 / (16 * L1 * printed(s, eta_of(L0, L1, tau, T), L1, tau)) - 2 * tau)
third = 1 / (16 * L1 * h) - 1 / (32 * L1 * eta) <= 1 / (16 * L1 * h) - 2 * tau
fourth = 1 / (32 * L1 * h) <= 1 / (16 * L1 * h) - 1 / (32 * L1 * eta)
below_eta = h <= eta
mended_clipped = mended(s, eta, L1, tau) < eta
mended_second = equals(s - tau, 1 / (16 * L1 * mended(s, eta, L1, tau)) - 2 * tau)
ends = 1 / (32 * L1 * mended(s, eta, L1, tau)) <= G  # What the lemma uses: |grad f| >= 1/(32 L1 h).


REPAIRED = "repaired: h_k = 1/(16 L1 (|g_k| + tau))"
FIRST = Claim(Relation((first.in_words("|g_k| - tau <= |grad f|"),), NEAR[1:], RANGES), part="first")
LAST = (
    Relation((third.in_words("1/(16 L1 h) - 1/(32 L1 eta) <= 1/(16 L1 h) - 2 tau"),), (NOISE,), RANGES),
    Relation((fourth.in_words("1/(32 L1 h) <= 1/(16 L1 h) - 1/(32 L1 eta)"),), (below_eta.in_words("h <= eta"),), RANGES),
)
SECOND = "|g_k| - tau = 1/(16 L1 h) - 2 tau"

statement = Statement(
    "eq-3.15",
    (
        FIRST,
        Claim(
            Relation((second.in_words(SECOND),), (less(clipped, "h < eta"),), RANGES),
            part="second",
            cause="constant",
            why="With h_k = 1/(16 eta L1 (|g_k| + tau)), as it is printed here too, 1/(16 L1 h_k) is eta (|g_k| + tau).",
            at=((second, {"s": 100.0, "L0": 1.0, "L1": 1.0, "tau": 0.0, "T": 1.0}, 100.0),),
        ),
        Claim(LAST[0], part="third"),
        Claim(LAST[1], part="fourth", at=((fourth, {"h": 1 / 32, "eta": 1 / 16, "L1": 1.0}, 1.0),)),
        Claim(FIRST.what, REPAIRED, "first"),
        Claim(
            Relation((mended_second.in_words(SECOND),), (mended_clipped.in_words("h < eta"),), RANGES),
            REPAIRED,
            "second",
            why="Then 1/(16 L1 h_k) = |g_k| + tau, and every link holds.",
            at=((mended_second, {"s": 100.0, "eta": 1 / 20, "L1": 1.0, "tau": 0.0}, 100.0),),
        ),
        Claim(LAST[0], REPAIRED, "third"),
        Claim(LAST[1], REPAIRED, "fourth"),
        Claim(
            Relation((ends.in_words("1/(32 L1 h) <= |grad f|"),), (NEAR[1], NOISE, mended_clipped.in_words("h < eta")), NOISY_RANGES),
            REPAIRED,
            "in all",
        ),
    ),
)
