"""Ask for no curvature downwards: the least eigenvalue of the Hessian is at least 0. Thesis, definition 2.1.2.

Where two branches meet, the gradient may jump upwards only.
"""

from theorysim.domains import Asked
from theorysim.entries import Assumption, at_most


def upwards(H_least: Asked):
    return 0, H_least


convex = Assumption(at_most(upwards, "f'' >= 0"), source="Thesis, definition 2.1.2")
