"""Count the gradients that a run has asked the oracle for. Thesis, section 5.3.3, the complexity of theorem 5.4.1.

It belongs to a run, not to a point: T steps of a method that asks `calls` times a step; theorysim.measure.oracle_calls counts those.
"""

from theorysim.domains import Asked
from theorysim.entries import Quantity


def asked(T: Asked, calls: Asked):
    return T * calls


oracle_calls = Quantity(asked, "gradients")
