"""(5 L0 + 4 L1 |grad f(x_k)|) h_k <= 1/2, as 5 L0 h_k <= 1/4 and 4 L1 h_k |grad f(x_k)| <= 4 L1 h_k (|g_k| + tau) <= 1/4.

Link by link, at each outcome of the noise; in print the last link has noise n of one variable, |g_k| = |G + n|.
"""

from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, eta, tau
from theorysim.statements.chapter3.parts.noisy_steps import BOUNDED, NEAR, RANGES, SMOOTH, C, G, T, eta_of, mended, n, printed, s

h = printed(s, eta_of(L0, L1, tau, T).named("eta"), L1, tau).named("h")
clipped = 4 * L1 * h * (s + tau) <= 1 / 4
half = C(G, L0, L1) * printed(absolute(G + n), eta_of(L0, L1, tau, T).named("eta"), L1, tau).named("h") <= 1 / 2

REPAIRED = "repaired: h_k = min{1/(16 L1 (|g_k| + tau)), eta}"
used = mended(s, eta, L1, tau)
mended_half = C(G, L0, L1) * used <= 1 / 2
AS_USED = (SMOOTH, NEAR[0])

statement = Statement(
    "proof-3.7.4-half",
    Claim(Relation((5 * L0 * h <= 1 / 4,), search=RANGES), part="smooth"),
    Claim(Relation((4 * L1 * h * G <= 4 * L1 * h * (s + tau),), NEAR[:1], RANGES), part="noise"),
    Claim(
        Relation((clipped,), search=RANGES),
        part="clipped",
        cause="constant",
        why="On the clipped branch of (3.11) as printed 4 L1 h (|g_k| + tau) = 1/(4 eta), and eta <= 1/20 wherever L0 >= 1.",
        at=((clipped, {"s": 100, "L0": 1, "L1": 1, "tau": 0, "T": 1}, 5),),
    ),
    Claim(Relation((half,), (BOUNDED,), RANGES), part="half", at=((half, {"G": 100, "n": 0, "L0": 1, "L1": 1, "tau": 0, "T": 1}, 5.0625),)),
    Claim(
        Relation((5 * L0 * used <= 1 / 4,), AS_USED, RANGES),
        REPAIRED,
        "smooth",
        why="Without the eta in the denominator 4 L1 h (|g_k| + tau) <= 1/4; of eta only eta <= 1/(20 L0) is used.",
    ),
    Claim(
        Relation((4 * L1 * used * G <= 4 * L1 * used * (s + tau), 4 * L1 * used * (s + tau) <= 1 / 4), AS_USED, RANGES),
        REPAIRED,
        "clipped",
    ),
    Claim(
        Relation((mended_half,), AS_USED, RANGES),
        REPAIRED,
        "half",
        at=((mended_half, {"G": 100, "s": 100, "eta": 1 / 20, "L0": 1, "L1": 1, "tau": 0}, 0.253125),),
    ),
    echo="theorem-3.4.4",
)
