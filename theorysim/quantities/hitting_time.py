"""Count the steps until a quantity is at most epsilon; time 0 counts. Thesis, section 3.4, (3.7)."""

from theorysim.domains import Asked
from theorysim.model import Quantity


def steps(T: Asked):
    return T


hitting_time = Quantity(steps, "iterations")
