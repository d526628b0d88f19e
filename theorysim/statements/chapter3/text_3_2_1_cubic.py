"""Simple polynomials such as x^3 break (3.1): for every L the second derivative passes L somewhere."""

from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Statement
from theorysim.objectives.cubic import cubic
from theorysim.statements.chapter3.notation import L

passes = L < absolute(cubic.hessian(L))
statement = Statement("text-3.2.1-cubic", Claim(Exists((passes.in_words("at x = L: L < |f''(x)|"),)), at=((passes, {"L": 2.0}, 2.0),)))
