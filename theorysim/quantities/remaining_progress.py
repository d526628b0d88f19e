"""Count the coordinates of a chain that are still to be reached: d - prog_beta(x). Thesis, section 4.7.7, lemma 4.7.9.

As a criterion it stops a run that has passed all but epsilon coordinates; while it is positive for beta = 1, the gradient of the chain
is at least 1 long.
"""

from theorysim.domains import Asked, Dimension
from theorysim.entries import Quantity
from theorysim.quantities.progress import prog


def remaining(prog: Asked, d: Dimension):
    return d - prog


remaining_progress = Quantity(remaining, "coordinates", prog)
