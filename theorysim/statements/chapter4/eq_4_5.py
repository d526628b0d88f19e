"""(4.5) has the mean f_b'(x), and E|g|^alpha <= gamma^alpha |x - 1/(2 gamma)|^alpha + x^alpha <= 1/2 + 1/2.

Printed is (x - 1/(2 gamma))^alpha: of a negative number. Read is its absolute value, `far`. That gamma is in (0, 1/2] is proved in
proof-4.7.6-probabilities.
"""

from typing import Annotated

from theorysim.domains import Domain, Positive
from theorysim.letters import equals, letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, beta
from theorysim.statements.chapter4.parts.two_hypotheses import COINS, RANGES, b, epsilon, gamma, p, x

far = letter("far", Positive)  # |x - 1/(2 gamma)|
probability = letter("probability", Annotated[float, Domain("unit", low=0, high=1, low_open=False, high_open=False)])
half = letter("half", Annotated[float, Domain("at most 1/2", low=0, high=1 / 2, high_open=False)])  # gamma, any number in (0, 1/2]


def mean(nu):
    """Return E g as it is displayed, one step after the other."""
    outcomes = p(nu) * (x - 1 / (2 * gamma)) + (1 - p(nu)) * x
    return outcomes, x - p(nu) / (2 * gamma), x - gamma**beta / 2 + nu * epsilon, x - (2 - nu) * epsilon, x - b(nu)


def steps(nu):
    shown = mean(nu)
    return tuple(equals(left, right) for left, right in zip(shown[:-1], shown[1:], strict=True))


is_far = equals(far, 1 / (2 * half) - x)
left_out = (probability * far**alpha + (1 - probability) * x**alpha <= half**alpha * far**alpha + x**alpha).in_words("p_nu <= gamma^alpha")
seldom = tuple(p(nu) <= gamma**alpha for nu in COINS)
together = equals(half**alpha * far**alpha, (half * far) ** alpha)
heads = half**alpha * far**alpha <= 1 / 2
tails = x**alpha <= 1 / 2
BY_HAND = {"alpha": 2, "epsilon": 1 / 8, "x": 1 / 2}

statement = Statement(
    "eq-4.5",
    Claim(Relation(tuple(side for nu in COINS for side in steps(nu)), search=RANGES), part="mean", at=((mean(0)[0], BY_HAND, 1 / 4),)),
    Claim(Relation(seldom, search=RANGES), part="p_nu"),
    Claim(
        Relation((left_out,), (probability <= half**alpha, is_far), RANGES),
        part="moment, first step",
        cause="glyph",
        why="The bars of an absolute value are lost: x - 1/(2 gamma) is negative.",
    ),
    Claim(
        Relation((heads, tails), (is_far,), RANGES, hints=(half * far <= 1 / 2, together)),
        part="moment, second step",
        at=((heads, {"alpha": 2, "half": 1 / 2, "far": 1}, 1 / 4),),
    ),
)
