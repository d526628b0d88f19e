"""The steps of GClip, summed: T is the mean over k of them of E min{|grad f|^2, tau|grad f|}, `least` the next.

A step falls 3 eta/16 times that, and 4 eta N back at most: two terms of noise, each 2 eta N with N = sigma^2 (eta L)^((2 alpha -
2)/alpha). With K eta N <= F, which is what the third entry of eta says, T <= 80 F/(3 eta K). The points x_1, ..., x_K begin
with F + 4 eta N at most: over them T is at most 48 F/(eta K).
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.model import Relation
from theorysim.statements.chapter4.notation import RANGES, F, K, eta, k

T, least = letters("T least", Nonnegative)
fall, drop = letters("fall drop", Real)
N = letter("N", Positive)
DRAWN = RANGES | {name: (1e-6, 1e6) for name in ("eta", "N", "T", "least", "fall", "drop")}

one_step = 3 * eta / 16 * least <= drop + 4 * eta * N
so_far = 3 * eta / 16 * k * T <= fall + 4 * k * eta * N
one_more = 3 * eta / 16 * (k * T + least) <= fall + drop + 4 * (k + 1) * eta * N
summed = 3 * eta / 16 * K * T <= F + 4 * K * eta * N
balanced = K * eta * N <= F
one_late = 3 * eta / 16 * K * T <= F + 4 * eta * N + 4 * K * eta * N
later = T <= 16 / (3 * eta * K) * (5 + 4 / K) * F  # 48 F/(eta K) at most
counted = T <= 80 * F / (3 * eta * K)
SUMMED = (
    (Relation((one_more,), (so_far, one_step), DRAWN), "one step more"),
    (Relation((counted,), (summed, balanced), DRAWN), "the bound"),
    (Relation((later,), (one_late, balanced), DRAWN), "over x_1, ..., x_K"),
)
