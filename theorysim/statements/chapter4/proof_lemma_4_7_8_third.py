"""From (p_0 - p_1)^2/(8 p_0 (1 - p_0)) to (gamma epsilon)^2/(4 gamma^alpha): that would ask for 1 - p_0 >= 2.

With p_0 - p_1 = 2 gamma epsilon and p_0 = gamma^alpha the left side is (gamma epsilon)^2/(2 gamma^alpha (1 - p_0)), and p_0 <= 1/4,
attained at alpha = 2 and epsilon = 1/8: then 2/(3 gamma^alpha) is exact. Epsilon is written by gamma: 4 epsilon = gamma^(alpha - 1).
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import equals, letter, letters
from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, k
from theorysim.statements.chapter4.parts.two_hypotheses import LARGEST, RANGES, gamma, p, target

rest = letter("rest", Positive)  # 1 - p_0
smaller, larger = letters("smaller larger", Nonnegative)
inside = (p(0) - p(1)) ** 2 / (p(0) * (1 - p(0)))
below = (gamma * target) ** 2 / (4 * gamma**alpha)
mended_below = 2 * (gamma * target) ** 2 / (3 * gamma**alpha)
printed = 1 / 2 + sqrt(k / 8 * inside) <= 1 / 2 + sqrt(k * below)
unlikely = 4 * p(0) <= 1
is_rest = equals(rest, 1 - p(0))
under_the_roots = (p(0) - p(1)) ** 2 / (8 * p(0) * rest) <= mended_below
roots = 1 / 2 + sqrt(k * smaller) <= 1 / 2 + sqrt(k * larger)
REPAIRED = "repaired: 2/(3 gamma^alpha) in place of 1/(4 gamma^alpha)"
BY_HAND = {"alpha": 2, "gamma": 1 / 2}

statement = Statement(
    "proof-lemma-4.7.8-third",
    Claim(
        Relation((printed,), LARGEST, RANGES),
        cause="constant",
        why="(p_0 - p_1)^2/8 is (gamma epsilon)^2/2, and 1/(1 - p_0) is at least 1, so 1/(4 gamma^alpha) is too small by a factor above 2.",
        at=((below, BY_HAND, 1 / 256),),
    ),
    Claim(Relation((unlikely,), LARGEST, RANGES), REPAIRED, "p_0"),
    Claim(
        Relation((under_the_roots,), (*LARGEST, unlikely, is_rest), RANGES),
        REPAIRED,
        "under the roots",
        why="Since p_0 <= 1/4; equal at alpha = 2, epsilon = 1/8.",
        at=((mended_below, BY_HAND, 1 / 96),),
    ),
    Claim(Relation((roots,), (smaller <= larger,)), REPAIRED, "the roots"),
)
