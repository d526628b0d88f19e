"""We are unaware whether Whitney stratifiability implies directional differentiability, says the page. It does not.

f(x) = x sin(log log(1/x)) on (0, 1/e], and 0 elsewhere. With u = log log(1/x) >= 0 the chord from 0 has the slope sin u, and f' is
sin u - exp(-u) cos u: f is Lipschitz. The graph has five strata: the points over 0 and 1/e, and what lies between and beside. The middle
one meets Whitney's conditions at 0: (a) asks nothing of a point; (b) asks that chords and tangents have one limit, and they differ by at
most exp(-u), which goes to 0 with x. (At 1/e the arcs are smooth up to the end.) But the chords have the slope 1 at u = pi/2 + 2 pi k and
-1 at u = 3 pi/2 + 2 pi k, for x as small as one likes: f has no directional derivative at 0 along 1. s, c and v are sin u, cos u and
exp(-u). What the authors knew is not judged.
"""

from theorysim.domains import Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, exp, log, pi, sin
from theorysim.model import Claim, Executed, Relation, Statement

s, c = letters("s c", Real)
v = letter("v", Unit)
ON_CIRCLE = equals(s**2 + c**2, 1)

tangent = s - v * c
condition_b = absolute(tangent - s) <= v
lipschitz = absolute(tangent) <= 2
SIZES = (absolute(s) <= 1, absolute(c) <= 1)
SEARCH = {"s": (-1, 1), "c": (-1, 1), "v": (0, 1)}


def chords():
    """The chords from 0 to x = exp(-exp(u)) have the slopes 1 at u = pi/2 and -1 at u = 3 pi/2."""
    slopes = [x * sin(log(log(1 / x))) / x for x in (exp(-exp(pi / 2)), exp(-exp(3 * pi / 2)))]
    return slopes[0] + 10 * slopes[1], -9.0


statement = Statement(
    "text-5.2.2-whitney",
    Claim(Relation(SIZES, (ON_CIRCLE,), SEARCH), part="sizes"),
    Claim(Relation((lipschitz,), SIZES, SEARCH), part="Lipschitz", at=((tangent, {"s": 0, "c": -1, "v": 1 / 4}, 1 / 4),)),
    Claim(Relation((condition_b.in_words("tangent and chord differ by at most exp(-u)"),), SIZES, SEARCH), part="condition (b)"),
    Claim(Executed((chords,)), part="no limit of chords"),
)
