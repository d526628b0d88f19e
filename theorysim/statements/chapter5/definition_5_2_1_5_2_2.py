"""f°(x; d) is the limsup of (f(y + td) - f(y))/t as y goes to x and t to 0, and the generalized gradient is {g: <g, d> <= f°(x; d)}.

Shown on a kink with any slopes a and b: no quotient is above max{a d, b d}; from y = -2t|d| the quotient is a d, from y = t|d| it is b d,
so f°(0; d) is the larger. A g with g d <= f°(0; d) for d = 1 and d = -1 lies between a and b, and each g between them does for all d. The
shipped functions compute this interval. In two variables: max{x, y}, whose f°(0; .) is the maximum of the entries of the direction.
"""

from theorysim.domains import Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.parts.kink import SEARCH, a, b, d, f, g, high, low, steepest, t, within, y

most = (f(y + t * d) - f(y)) / t <= steepest(d)
LEFT, RIGHT = -2 * t * absolute(d), t * absolute(d)
from_left = equals((f(LEFT + t * d) - f(LEFT)) / t, a * d)
from_right = equals((f(RIGHT + t * d) - f(RIGHT)) / t, b * d)
inside = g * d <= steepest(d)
shipped = (equals(within(0, 0)[0], low), equals(within(0, 0)[1], high))

p, q, v, w = letters("p q v w", Real)
share = letter("share", Unit)
rises = maximum(p + t * v, q + t * w) - maximum(p, q) <= t * maximum(v, w)
in_hull = share * v + (1 - share) * w <= maximum(v, w)

statement = Statement(
    "definition-5.2.1-5.2.2",
    Claim(Relation((most,), search=SEARCH), part="f°, at most"),
    Claim(Relation((from_left, from_right), search=SEARCH), part="f°, at least", at=((from_left, {"a": 2, "b": 5, "d": 3, "t": 1}, 6),)),
    Claim(Relation((inside,), (low <= g, g <= high), SEARCH), part="the interval"),
    Claim(Relation((low <= g, g <= high), (g <= steepest(1), -g <= steepest(-1)), SEARCH), part="nothing else"),
    Claim(Relation(shipped, search=SEARCH), part="the shipped interval"),
    Claim(Relation((rises,), search=SEARCH), part="max{x, y}, f°"),
    Claim(Relation((in_hull,), search=SEARCH), part="max{x, y}, elements"),
)
