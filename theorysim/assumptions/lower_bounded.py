"""Bound the function from below: f(x) >= f* > -infinity. Thesis, assumption 3.3.1.

f* is any lower bound, not only the largest.
"""

from theorysim.domains import Asked, Real
from theorysim.entries import Assumption, at_most


def above(value: Asked, f_star: Real):
    return f_star, value


lower_bounded = Assumption(at_most(above, "f(x) >= f*"), source="Thesis, assumption 3.3.1")
