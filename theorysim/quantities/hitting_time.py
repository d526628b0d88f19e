"""Count the steps until a run first meets its criterion; 0 where the start meets it. Thesis, section 3.3, (3.8).

It belongs to a run, not to a point: T is what a run reports, and it is -1 where the criterion was not met.
"""

from theorysim.domains import Asked
from theorysim.entries import Quantity


def steps(T: Asked):
    return T


hitting_time = Quantity(steps, "steps")
