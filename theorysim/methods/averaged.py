"""Report the weighted average of a method's points: written averaged:NAME. Thesis, theorem 4.4.2 (weights k) and section 5.5 (uniform).

With weight_power w the k-th point that the method stepped from, x_{k-1}, weighs Gamma(k + w)/Gamma(k), which grows like k^w: w = 0 is
the uniform average, w = 1 the weights k of theorem 4.4.2, in which x_0 is the first point and the newest is not yet counted.
"""

from theorysim.domains import Nonnegative, Real, Start, Zero
from theorysim.entries import Method


def averaged_over(averaged_over: Zero):
    return averaged_over + 1


def average(x: Real, average: Start, averaged_over: Real, weight_power: Nonnegative = 0):
    return average + (1 + weight_power) / (averaged_over + weight_power) * (x - average)


def averaged(method: Method) -> Method:
    """Return the method that moves as before and reports the average, from memory of its own that begins anew where the method's does."""
    return method.then(averaged_over, average, output="average")
