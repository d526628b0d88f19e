"""Ask for curvature mu upwards: the least eigenvalue of the Hessian is at least mu. Thesis, definition 2.1.3 and assumption 4.4.4.

Where two branches meet, the gradient may jump upwards only.
"""

from theorysim.domains import Asked, Positive
from theorysim.entries import Assumption, at_most


def upwards(H_least: Asked, mu: Positive):
    return mu, H_least


strongly_convex = Assumption(at_most(upwards, "f'' >= mu"), source="Thesis, definition 2.1.3")
