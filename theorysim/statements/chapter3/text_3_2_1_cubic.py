"""x^3 is not L-smooth: for every L its second derivative passes L somewhere."""

from theorysim.domains import Positive
from theorysim.letters import letter
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Statement
from theorysim.objectives.cubic import cubic

L = letter("L", Positive)


passes = L < absolute(cubic.hessian(L))


statement = Statement(
    "text-3.2.1-cubic",
    (Claim(Exists((passes.in_words("at x = L: L < |f''(x)|"),)), at=((passes, {"L": 2.0}, 2.0),)),),
)
