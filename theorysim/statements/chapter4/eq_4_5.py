"""(4.5) has the mean f_b'(x), and E|g|^alpha <= gamma^alpha |x - 1/(2 gamma)|^alpha + x^alpha <= 1/2 + 1/2.

Printed is (x - 1/(2 gamma))^alpha: of a negative number. Read is its absolute value, `far`. That gamma is in (0, 1/2], with
gamma^(alpha - 1) = 4 epsilon, is proved in proof-4.7.6-probabilities; here epsilon is written by gamma.
"""

from theorysim.domains import Positive, Unit
from theorysim.letters import equals, letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, beta
from theorysim.statements.chapter4.parts.two_hypotheses import COINS, RANGES, b, gamma, p, target, x

far = letter("far", Positive)  # |x - 1/(2 gamma)|
chance = letter("chance", Unit)  # p_nu


def mean(nu):
    """Return E g as it is displayed, one step after the other."""
    outcomes = p(nu) * (x - 1 / (2 * gamma)) + (1 - p(nu)) * x
    return outcomes, x - p(nu) / (2 * gamma), x - gamma**beta / 2 + nu * target, x - (2 - nu) * target, x - b(nu, target)


def steps(nu):
    shown = mean(nu)
    return tuple(equals(left, right) for left, right in zip(shown[:-1], shown[1:], strict=True))


is_far = equals(far, 1 / (2 * gamma) - x)
seldom = tuple(p(nu) <= gamma**alpha for nu in COINS)
left_out = chance * far**alpha + (1 - chance) * x**alpha <= gamma**alpha * far**alpha + x**alpha
heads, tails = gamma**alpha * far**alpha <= 1 / 2, x**alpha <= 1 / 2
one_power = equals(gamma**alpha * far**alpha, (gamma * far) ** alpha)

MEAN = Relation(tuple(side for nu in COINS for side in steps(nu)), search=RANGES)
SELDOM = Relation(seldom, search=RANGES)
LEFT_OUT = Relation((left_out,), (chance <= gamma**alpha,), RANGES)
MOMENT = Relation((heads, tails), (is_far,), RANGES | {"far": (0.5, 1e4)}, hints=(gamma * far <= 1 / 2, one_power))

statement = Statement(
    "eq-4.5",
    Claim(MEAN, part="mean", at=((mean(0)[1], {"alpha": 2, "gamma": 1 / 2, "x": 1 / 2}, 1 / 4),)),
    Claim(SELDOM, part="p_nu <= gamma^alpha"),
    Claim(
        LEFT_OUT,
        part="moment, first step",
        cause="glyph",
        why="The bars of an absolute value are lost: x - 1/(2 gamma) is negative.",
    ),
    Claim(MOMENT, part="moment, second step", at=((heads, {"alpha": 2, "gamma": 1 / 2, "far": 1}, 1 / 4),)),
)
