"""Halve an interval of length 2 radius around the start by the sign of the slope. Thesis, section 5.3, a deterministic algorithm.

Each point is the middle of what is left; the k-th step goes radius/2^k against the gradient, to the middle of the half in which the
function falls at the end that was asked. On a function with one valley within the radius of the start it comes within radius/2^k of the
minimum. In several variables it does so along each.
"""

from theorysim.domains import Positive, Real, Step
from theorysim.entries import Method
from theorysim.maths import power, where


def step(x: Real, g: Real, k: Step, radius: Positive):
    return x - radius / power(2, k) * where(g > 0, 1, where(g < 0, -1, 0 * g))  # NaN where g is


bisection = Method(step)
