"""Measure how far the value is above the minimum. Thesis, section 3.4: f(x) - f*."""

from theorysim.domains import Asked
from theorysim.entries import Quantity


def above_minimum(value: Asked, minimum: Asked):
    return value - minimum


gap = Quantity(above_minimum, "value")
