"""Tell whether the method has ended by itself: 0 when it has, else 1. Thesis, section 5.4, line 8 of algorithm 2.

As a criterion it makes T the number of steps until the method says that it is done.
"""

from theorysim.domains import Asked
from theorysim.entries import Quantity


def unfinished(done: Asked):
    return 1 - done


finished = Quantity(unfinished, "truth")
