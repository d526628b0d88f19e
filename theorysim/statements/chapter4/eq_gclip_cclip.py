"""GClip steps along min{tau/|g|, 1} g, CClip along min{tau_i/|g_i|, 1} g_i in each coordinate; tau >= 0.

The methods that are shipped do what the displays say. What GClip steps along has the length min{|g|, tau}, and is g where |g| <= tau,
else g scaled to the length tau: the projection on the ball. At g = 0 it is 0, tau/0 read as infinite. In one dimension the two are the
same.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import equals, letter
from theorysim.maths import absolute, minimum
from theorysim.methods.cclip import cclip
from theorysim.methods.gclip import gclip
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter4.notation import eta, x

g = letter("g", Real)  # a coordinate of the gradient, of length s
s = letter("s", Positive)
tau = letter("tau", Nonnegative)
(globally,), (each,) = gclip.stages, cclip.stages

step = globally(x, g, s, 1, eta, tau)
printed = equals(step, x - eta * minimum(tau / s, 1) * g)
length = equals(minimum(tau / s, 1) * s, minimum(tau, s))
is_not_clipped = equals(step, x - eta * g)
is_clipped = equals(step, x - eta * tau * g / s)
coordinate = absolute(each(x, g, 1, eta, tau) - x) <= eta * tau
the_same = equals(each(x, g, 1, eta, tau), globally(x, g, absolute(g), 1, eta, tau))


def stands():
    """Where the gradient is 0 neither method moves, whatever tau."""
    return abs(globally(7.0, 0.0, 0.0, 1, 0.5, 0.0) - 7.0) + abs(each(7.0, 0.0, 1, 0.5, 2.0) - 7.0), 0.0


statement = Statement(
    "eq-gclip-cclip",
    Claim(Relation((printed,)), part="a: the display"),
    Claim(Relation((length,)), part="a: length", at=((length, {"tau": 2, "s": 3}, 2),)),
    Claim(Relation((is_not_clipped,), (s <= tau,)), part="a: not clipped"),
    Claim(Relation((is_clipped,), (tau < s,)), part="a: clipped"),
    Claim(Executed((stands,)), part="a gradient that is 0"),
    Claim(Relation((coordinate,)), part="b: length"),
    Claim(Relation((the_same,)), part="b: one dimension"),
)
