"""From (p_0 - p_1)^2/(8 p_0 (1 - p_0)) to (gamma epsilon)^2/(4 gamma^alpha): that would ask for 1 - p_0 >= 2.

With p_0 - p_1 = 2 gamma epsilon and p_0 = gamma^alpha the left side is (gamma epsilon)^2/(2 gamma^alpha (1 - p_0)), and p_0 <= 1/4, attained at
alpha = 2 and epsilon = 1/8: then 2/(3 gamma^alpha) is exact.
"""

from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, k
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, epsilon, p, root

inside = (p(0, root) - p(1, root)) ** 2 / (p(0, root) * (1 - p(0, root)))
second = 1 / 2 + sqrt(k / 8 * inside)
third = 1 / 2 + sqrt(k * (root * epsilon) ** 2 / (4 * root**alpha))
mended = 1 / 2 + sqrt(2 * k * (root * epsilon) ** 2 / (3 * root**alpha))
unlikely = 4 * p(0, root) <= 1
under_the_roots = k / 8 * inside <= 2 * k * (root * epsilon) ** 2 / (3 * root**alpha)
BY_HAND = {"alpha": 2, "epsilon": 1 / 8, "k": 6}

statement = Statement(
    "proof-lemma-4.7.8-third",
    Claim(
        Relation((second <= third,), search=RANGES),
        cause="constant",
        why="(p_0 - p_1)^2/8 is (gamma epsilon)^2/2, and 1/(1 - p_0) is at least 1, so 1/(4 gamma^alpha) is too small by a factor above 2.",
        at=((third, BY_HAND, 1 / 2 + 3**0.5 / 8 / 2**0.5),),
    ),
    Claim(
        Relation((second <= mended,), search=RANGES, hints=(root <= 1 / 2, unlikely, under_the_roots)),
        "repaired: 2/(3 gamma^alpha) in place of 1/(4 gamma^alpha)",
        why="Since p_0 <= 1/4; equal at alpha = 2, epsilon = 1/8.",
        at=((mended, BY_HAND, 1),),
    ),
)
