"""|grad f| >= |g_k| - tau = 1/(16 L1 h) - 2 tau >= 1/(16 L1 h) - 1/(32 L1 eta) >= 1/(32 L1 h), because h = 1/(16 eta L1 (|g_k| + tau)).

The chain (3.15) on the clipped branch, link by link, with 1/(16 L1 h) as (3.11) makes it.
"""

from theorysim.domains import PositiveCount
from theorysim.letters import equals, letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, G, eta, h, s, tau
from theorysim.statements.chapter3.parts.noisy_steps import NEAR, NOISE, NOISY_RANGES, RANGES, eta_of, mended, printed

T = letter("T", PositiveCount)

REPAIRED = "repaired: h_k = 1/(16 L1 (|g_k| + tau))"


def second(h):
    return equals(s - tau, 1 / (16 * L1 * h) - 2 * tau)


eta_T = eta_of(L0, L1, tau, T).named("eta")
h_printed, h_mended = printed(s, eta_T, L1, tau).named("h"), mended(s, eta, L1, tau).named("h")
is_clipped = h_mended < eta
second_printed, second_mended = second(h_printed), second(h_mended)

FIRST = Relation((s - tau <= G,), NEAR[1:], RANGES)


def third(h):
    return 1 / (16 * L1 * h) - 1 / (32 * L1 * eta) <= 1 / (16 * L1 * h) - 2 * tau


def fourth(h):
    return 1 / (32 * L1 * h) <= 1 / (16 * L1 * h) - 1 / (32 * L1 * eta)


THIRD = Relation((third(h),), (NOISE,), RANGES)
FOURTH = Relation((fourth(h),), (h <= eta,), RANGES)
in_all = (1 / (32 * L1 * h_mended) <= G).in_words("which the lemma uses")


def mended_part(check, part, why=""):
    return Claim(Relation((check,), (NEAR[1], NOISE, is_clipped), NOISY_RANGES), REPAIRED, part, why=why)


statement = Statement(
    "eq-3.15",
    Claim(FIRST, part="first"),
    Claim(
        Relation((second_printed,), (h_printed < eta_T,), RANGES),
        part="second",
        cause="constant",
        why="With h_k = 1/(16 eta L1 (|g_k| + tau)), as it is printed here too, 1/(16 L1 h_k) is eta (|g_k| + tau).",
        at=((second_printed, {"s": 100, "L0": 1, "L1": 1, "tau": 0, "T": 1}, 100),),
    ),
    Claim(THIRD, part="third"),
    Claim(FOURTH, part="fourth", at=((fourth(h), {"h": 1 / 32, "eta": 1 / 16, "L1": 1}, 1),)),
    mended_part(s - tau <= G, "first"),
    mended_part(second_mended, "second", "Then 1/(16 L1 h_k) = |g_k| + tau, and every link holds."),
    mended_part(third(h_mended), "third"),
    mended_part(fourth(h_mended), "fourth"),
    mended_part(in_all, "in all"),
    echo="theorem-3.4.4",
)
