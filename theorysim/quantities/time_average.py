"""Average a number over the first T points of a run: their sum over T. Thesis, section 6.4, (6.4).

It belongs to a run, not to a point; theorysim.measure.time_average takes it, whole or over windows, from a trace.
"""

from theorysim.domains import Asked
from theorysim.entries import Quantity


def average(total: Asked, T: Asked):
    return total / T


time_average = Quantity(average, "value")
