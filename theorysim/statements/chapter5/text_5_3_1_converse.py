"""If some y within delta of x is epsilon-stationary, then x is (delta, epsilon)-stationary. The contrary is not true.

The ball of x holds y, so the larger set holds the generalized gradient at y (in one variable, where both are intervals; in more, the
element of norm at most epsilon is the same). In one variable the contrary is true, for there a set of slopes without a gap holds one of at
most epsilon. In two it is not: f = max{x, -x, y} at (0, 2), within 7/4. The slopes at (6/5, 1) and (-6/5, 1) are (1, 0) and (-1, 0), with
the mean 0: x is (7/4, 0)-stationary. But the ball stays where y > 0, and there f falls at the rate 1 along -(s, 1), s the sign of x: f is
convex, so every g of its generalized gradient has <g, (s, 1)> >= 1, and a norm of at least 1/sqrt(2). The same with all lengths times t.
"""

from fractions import Fraction

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import where
from theorysim.model import Claim, Goldstein, Relation, Statement
from theorysim.objectives.max_of_affine import max_of
from theorysim.statements.chapter5.notation import x, y
from theorysim.statements.chapter5.proposition_5_3_1 import DRAWN, HELD, INTERVALS, stationary, still_stationary

valley = max_of((((1, 0), 0), ((-1, 0), 0), ((0, 1), 0)))
t = letter("t", Positive)
p, q = letters("p q", Real)  # an element of the generalized gradient

in_ball = x**2 + (y - 2 * t) ** 2 <= (7 * t / 4) ** 2
right, left = valley.gradient(6 * t / 5, t), valley.gradient(-6 * t / 5, t)
seen = (6 * t / 5) ** 2 + (t - 2 * t) ** 2 <= (7 * t / 4) ** 2
zero = tuple(equals((r + s) / 2, 0) for r, s in zip(right, left, strict=True))
s = where(x < 0, -1, 1)
fastest = valley.gradient(x, y, -s, -1)
falls = fastest[0] * -s + fastest[1] * -1 <= -1
steep = 1 / 2 <= p**2 + q**2
SEARCH = {"x": (-10, 10), "y": (-10, 10), "t": (1e-3, 10), "p": (-10, 10), "q": (-10, 10)}

statement = Statement(
    "text-5.3.1-converse",
    Claim(HELD, part="if, in any dimension"),
    Claim(Relation((still_stationary.in_words("the set around x holds that at y"),), (*INTERVALS, stationary), DRAWN), part="if"),
    Claim(
        Relation((seen, *zero), search=SEARCH),
        part="the contrary, not: a mean of 0",
        at=((seen, {"t": 5}, 61), (valley.value(6, 5), {}, 6)),
    ),
    Claim(Goldstein(valley, (0, 2), Fraction(7, 4)), part="the contrary, not: x, by the cells"),
    Claim(Relation((0 < y,), (in_ball,), SEARCH), part="the contrary, not: the ball"),
    Claim(Relation((falls,), (0 < y,), SEARCH), part="the contrary, not: f falls there"),
    Claim(
        Relation((steep,), (1 <= s * p + q,), SEARCH, hints=(0 <= (s * p - q) ** 2,)),
        part="the contrary, not: every norm",
    ),
)
