"""Project each point to a box, low <= x_i <= high for all i: written boxed:NAME. Thesis, section 4.4.1, (proj-GClip).

A memory slot that a method reports instead of x is not projected. Where low > high, every coordinate goes to high.
"""

from theorysim.domains import Real
from theorysim.entries import Method
from theorysim.maths import maximum, minimum


def into_box(step: Real, low: Real = -1, high: Real = 1):
    return minimum(maximum(step, low), high)


def boxed(method: Method) -> Method:
    """Return the method whose points are projected."""
    return method.then(into_box)
