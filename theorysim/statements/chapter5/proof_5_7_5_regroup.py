"""The sum over t is regrouped to ((beta^2 + beta)/2) A_1 + ((beta^2 - beta)/2)(A_2 + ... + A_(T+1)), and to beta^2 A_1 + ... from t = 1 on.

The first = is <=, for A_(T+1) has the factor beta^2 - beta. The second is wrong: ((beta^2 + beta)/2) A_1 is beta A_1 + ((beta^2 -
beta)/2) A_1, and beta^2 A_1 is less than beta A_1. So beta G^2/q is what remains, in place of beta^2 G^2/q.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import equals, letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.parts.stochastic_steps import A_1, SIZES, A_last, G, S, beta, q, share

others = S - A_1
first = (1 - beta) * (others + A_last) + (beta - beta**2) / 2 * S + beta**2 * A_1 + (beta**2 - 1) * (others + A_last)
second = (beta**2 + beta) / 2 * A_1 + (beta**2 - beta) / 2 * (others + A_last)
third = beta**2 * A_1 + (beta**2 - beta) / 2 * (S + A_last)
mended = beta * A_1 + (beta**2 - beta) / 2 * (S + A_last)
at_start = beta**2 * A_1 <= beta**2 * G**2 / q
OF_START = (A_1 <= G**2 / q,)
m = letter("m", Nonnegative)
less = share(m) <= m**2 / q
REPAIRED = "repaired: <=, and beta A_1"
DRAWN = SIZES | {"m": (1e-3, 1e3)}

statement = Statement(
    "proof-5.7.5-regroup",
    Claim(
        Relation((equals(first, second),), (A_1 <= S, beta < 1), SIZES),
        part="from t = 2 on",
        cause="constant",
        why="A_(T+1) has the factor beta^2 - beta on the left, and half of that on the right.",
        at=((second, {"beta": 1 / 2, "A_1": 8, "S": 8, "A_last": 8}, 2),),
    ),
    Claim(
        Relation((equals(second, third),), (A_1 <= S, beta < 1), SIZES),
        part="from t = 1 on",
        cause="constant",
        why="(beta^2 + beta)/2 is beta + (beta^2 - beta)/2: beta A_1 is needed for beta^2 A_1.",
        at=((third, {"beta": 1 / 2, "A_1": 8, "S": 8, "A_last": 8}, 0),),
    ),
    Claim(Relation((at_start,), OF_START, SIZES), part="the start"),
    Claim(Relation((first <= second,), (A_1 <= S,), SIZES), REPAIRED, "from t = 2 on"),
    Claim(Relation((equals(second, mended),), search=SIZES), REPAIRED, "from t = 1 on"),
    Claim(Relation((beta * A_1 <= beta * G**2 / q,), OF_START, SIZES), REPAIRED, "the start"),
    Claim(Relation((less,), search=DRAWN), REPAIRED, "A_1 is at most G^2/q, as the mean of |m_1|^2 is at most G^2"),
)
