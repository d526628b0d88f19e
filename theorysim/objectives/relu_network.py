"""Bend a plane along lines: three rectifiers in two layers, as a function of the input. Thesis, sections 5.1 and 6.4.2, (6.8).

max(2 - max(x - y, 0) + 2 max(x + y, 0), 0): piecewise linear, not convex, flat at the height 2 where x <= -|y|, and 0 at its least.
"""

from theorysim.entries import Objective
from theorysim.objectives.network import rectifiers


def minimum():
    return 0


def start():
    return 1, 1


FIRST = (((1, -1), (1, 1)), (0, 0))
SECOND = (((-1, 2),), (2,))
LAST = (((1,),), (0,))

value, gradient = rectifiers((FIRST, SECOND, LAST))
relu_network = Objective(value, gradient, minimum=minimum, start=start)
