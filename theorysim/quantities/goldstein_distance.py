"""Measure the distance from 0 to Goldstein's delta-subdifferential, in one variable. Thesis, definition 5.3.1.

x is (delta, epsilon)-stationary when it is at most epsilon. The interval of all generalized gradients within delta is the objective's
`clarke`, exact for piecewise linear functions; in several variables theorysim.measure.goldstein gives a bracket, and
theorysim.measure.cells a narrow one of piecewise linear functions.
"""

from theorysim.domains import Asked, Nonnegative
from theorysim.entries import Quantity
from theorysim.maths import maximum


def distance(clarke_low: Asked, clarke_high: Asked, delta: Nonnegative):
    return maximum(maximum(clarke_low, -clarke_high), 0)


goldstein_distance = Quantity(distance, "gradient")
