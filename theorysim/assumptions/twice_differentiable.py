"""Have a second derivative: at a breakpoint, value, gradient and Hessian do not jump. Thesis, section 3.3, Assumption 3.3.2."""

from theorysim.domains import Asked
from theorysim.maths import absolute
from theorysim.model import Assumption, at_most


def without_jump(jump: Asked):
    return absolute(jump), 0


twice_differentiable = Assumption(at_most(without_jump, "no jump"), on="breakpoints", source="Assumption 3.3.2")
