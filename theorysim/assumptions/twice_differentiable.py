"""Ask for two derivatives everywhere: where two branches meet, value, gradient and Hessian agree. Thesis, assumption 3.3.2.

`jump` is the largest difference of value, gradient and Hessian between the branches that meet at a point; inside a branch
the traced expression is differentiated twice.
"""

from theorysim.domains import Asked
from theorysim.entries import Assumption, same


def agrees(jump: Asked):
    return jump, 0


twice_differentiable = Assumption(
    same(agrees, "no jump of f, f', f'' where branches meet"), on="breakpoints", source="Thesis, assumption 3.3.2"
)
