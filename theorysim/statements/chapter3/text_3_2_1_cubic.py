"""x^3 is not L-smooth: for every L its second derivative passes L somewhere."""

from theorysim.domains import Positive
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Statement, less
from theorysim.objectives.cubic import cubic


def passes(L: Positive):
    return L, absolute(cubic.hessian(L))


statement = Statement(
    "text-3.2.1-cubic",
    (Claim(Exists((less(passes, "at x = L: L < |f''(x)|"),)), at=((passes, (2.0,), 2.0),)),),
)
