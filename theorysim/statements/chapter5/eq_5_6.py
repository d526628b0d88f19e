"""For L-smooth f, f(x - grad f(x)/L) - f(x) <= -|grad f(x)|^2/(2L); the descent condition with delta = |m|/L is this up to a factor 2.

The gain of a step s along the negative gradient is at least s n^2 - L s^2 n^2/2, n = |grad f(x)|: the hypothesis, f being L-smooth. With
m = grad f(x) the point x - delta m/|m| is x - m/L, and -delta |m|/4 is half of the right side. So the descent condition, in which < is
strict, holds wherever m is not 0. Members: quadratics whose curvature c is at most L in size, of either sign, and Huber's function.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.huber import huber
from theorysim.statements.chapter5.notation import RANGES, L, x

n = letter("n", Nonnegative)
m, kink = letters("m kink", Positive)
change, c = letters("change c", Real)  # f(x - grad f(x)/L) - f(x)
smooth = change <= -(1 / L) * n**2 + L / 2 * ((1 / L) * n) ** 2
gain = change <= -(n**2) / (2 * L)


def moved(value, gradient, L):
    """Return f(x - f'(x)/L) - f(x)."""
    return value(x - gradient(x) / L) - value(x)


quadratics = moved(lambda y: c * y**2 / 2, lambda y: c * y, L) <= -((c * x) ** 2) / (2 * L)
hubers = moved(lambda y: huber.value(y, kink), lambda y: huber.gradient(y, kink), 1) <= -(huber.gradient(x, kink) ** 2) / 2

descent = change < -(m / L) * m / 4
half = equals(2 * (m / L * m / 4), m**2 / (2 * L))
step = equals(x - m / L * (m / absolute(m)), x - m / L)
DRAWN = RANGES | {"x": (-1e3, 1e3), "n": (0, 1e3), "m": (1e-3, 1e3), "c": (-1e3, 1e3), "kink": (1e-3, 1e3)}

statement = Statement(
    "eq-5.6",
    Claim(Relation((gain,), (smooth,), DRAWN), part="any L-smooth f", at=((gain, {"change": -4, "n": 2, "L": 1}, -4),)),
    Claim(Relation((quadratics,), (absolute(c) <= L,), DRAWN), part="quadratics"),
    Claim(Relation((hubers,), search=DRAWN), part="Huber"),
    Claim(Relation((half,), search=DRAWN), part="the factor 2", at=((half, {"m": 2, "L": 4}, 1 / 2),)),
    Claim(Relation((step.in_words("the normalized step is the step 1/L"),), search=DRAWN), part="the point"),
    Claim(Relation((descent,), (change <= -(m**2) / (2 * L),), DRAWN), part="the descent condition"),
)
