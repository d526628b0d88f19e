"""f is directionally differentiable in Hadamard's sense if (f(phi(t)) - f(x))/t has one limit for all curves phi with the tangent d at x.

A curve is phi(t) = x + t (d + e), where e goes to 0 with t. Members: a kink of any slopes, where the quotient differs from f'(0; d) by at
most L |e|; and x^2, whose quotient differs from 2 x d by at most |e| (2 |x| + 1) for t (d + e)^2 <= |e|. None is sqrt(|x|), of which the
quotients at 0 pass every bound. Nor is h(x, y) = x on the parabola y = x^2 and 0 elsewhere, at 0: along every line its quotients end at
0, along the parabola, whose tangent is (1, 0), they are 1. (Lines alone would do for Lipschitz functions, of which h is none.)
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, equal, sqrt, where
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter5.notation import x
from theorysim.statements.chapter5.parts.kink import SEARCH, L, d, directional, e, f, t

c = letter("c", Positive)
v, w = letters("v w", Real)

kink = absolute((f(t * (d + e)) - f(0)) / t - directional(0, d)) <= L * absolute(e)
beyond = ((x + t * (d + e)) ** 2 - x**2) / t - 2 * x * d
expanded = equals(beyond, 2 * x * e + t * (d + e) ** 2)
square = absolute(beyond) <= absolute(e) * (2 * absolute(x) + 1)
late = t * (d + e) ** 2 <= absolute(e)
small = (1 / (1 + c) ** 2).named("small")
root = c * small < sqrt(small)


def h(x, y):
    return where(equal(y, x**2), x, 0)


along_a_line = equals(h(t * v, t * w) / t, 0)
along_the_axis = equals(h(t * v, 0) / t, 0)
along_the_parabola = equals(h(t, t**2) / t, 1)
DRAWN = SEARCH | {"x": (-100, 100), "v": (-100, 100), "w": (-100, 100)}

statement = Statement(
    "definition-5.2.3",
    Claim(Relation((kink,), search=DRAWN), part="kink", at=((kink, {"a": 2, "b": 5, "d": 1, "e": 1, "t": 4}, 5),)),
    Claim(Relation((square,), (late, 0 <= t * (d + e) ** 2), DRAWN, hints=(expanded,)), part="x^2"),
    Claim(Exists((root.in_words("quotients of sqrt(|x|) at 0 pass every c"),)), part="sqrt(|x|), not"),
    Claim(Relation((along_a_line,), (t * v**2 < absolute(w),), DRAWN), part="h, lines"),
    Claim(Relation((along_the_axis,), search=DRAWN), part="h, the axis"),
    Claim(Relation((along_the_parabola,), search=DRAWN), part="h, the parabola, not"),
)
