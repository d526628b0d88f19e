"""Given the past, <g, m> at a uniform point of the segment has the mean -(M/delta) (f(x_(t,k)) - f(x_t)), where m = m_(t,k), M = |m|.

F_(t,k) is printed as the field of y_(t,1), ..., y_(t,k+1), and g_(t,k+1) is the oracle's answer at y_(t,k+1): given that field <g, m> is
no longer random, and on |x| it is M or -M whatever f did. The field that is meant ends with y_(t,k). Then the mean is an integral: on one
kink it is as (5.7) has it, which as s may itself be a mean of slopes settles any number of kinks; and of drawn functions in one to five
dimensions it is computed. The oracle looks along -m, and f is differentiable along the segment at almost every point of it.
"""

from fractions import Fraction

from theorysim.domains import Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, where
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES, delta, x
from theorysim.statements.chapter5.parts.along_a_segment import between, drawn, mean, value
from theorysim.statements.chapter5.parts.search_round import M

u = letter("u", Unit)  # y_(t,k+1) is x - u delta m/M
s, other = letters("s other", Real)  # slopes of f from x_t towards x_(t,k) before a kink and after it
w = letter("w", Unit)  # how much of the segment lies before the kink
given_all = equals(where(x - u * delta > 0, 1, -1) * M, -(M / delta) * (absolute(x - delta) - absolute(x)))
rise = delta * w * s + delta * (1 - w) * other
one_kink = equals(w * -(M * s) + (1 - w) * -(M * other), -(M / delta) * rise)
DRAWN = RANGES | {"x": (-1e3, 1e3), "u": (0, 1), "w": (0, 1), "s": (-1e3, 1e3), "other": (-1e3, 1e3)}


def both_sides():
    """Of so many of 60 drawn functions the mean of <g, x_(t,k) - x_t> is f(x_(t,k)) - f(x_t), in rationals."""
    right = 0
    for seed in range(60):
        f, start, end = drawn(seed, 1 + seed % 5)
        leaning = sum(g * (b - a) for g, a, b in zip(mean(f, start, end), start, end, strict=True))
        right += leaning == value(f, end) - value(f, start)
    return right, 60


def by_hand():
    """The mean gradient of |x| from 1 to -3 is -1/2."""
    f = ((((Fraction(1),), Fraction(0)),), (((Fraction(-1),), Fraction(0)),))
    return 4 * mean(f, (Fraction(1),), (Fraction(-3),))[0] + value(f, between((Fraction(1),), (Fraction(-3),), Fraction(1, 2))), -1


REPAIRED = "repaired: F_(t,k) is the field of y_(t,1), ..., y_(t,k)"

statement = Statement(
    "eq-5.7",
    Claim(
        Relation((given_all.in_words("on |x|, <g, m> given y_(t,k+1) is -(M/delta) (f(x_(t,k)) - f(x_t))"),), search=DRAWN),
        cause="index",
        why="Given y_(t,k+1) the gradient there is no longer random: the field may hold the points up to y_(t,k) only.",
        at=((given_all, {"x": 1, "u": 0, "delta": 1, "M": 1}, 1),),
    ),
    Claim(Relation((one_kink,), search=DRAWN), REPAIRED, "one kink more"),
    Claim(Executed((both_sides, by_hand)), REPAIRED, "drawn functions"),
)
