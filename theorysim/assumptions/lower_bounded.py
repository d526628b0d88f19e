"""Stay above a number f*, any lower bound. Thesis, section 3.3, Assumption 3.3.1."""

from theorysim.domains import Asked, Real
from theorysim.model import Assumption, at_most


def above(value: Asked, f_star: Real):
    return f_star, value


lower_bounded = Assumption(at_most(above, "f* <= f(x)"), source="Assumption 3.3.1")
