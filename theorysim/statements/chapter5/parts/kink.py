"""A kink: the slopes a and b on the left and on the right of 0, any two numbers. Every piecewise linear function of one variable is one
near each of its points.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, maximum, minimum, where
from theorysim.objectives.piecewise import pieces

a, b, d, e, g, y, z = letters("a b d e g y z", Real)
t, h = letters("t h", Positive)
radius = letter("radius", Nonnegative)

low, high = minimum(a, b), maximum(a, b)  # the ends of the generalized gradient at 0
L = maximum(absolute(a), absolute(b))


def f(x):
    return where(x < 0, a * x, b * x)


along, within = pieces(1, lambda j, x: x, lambda j: (a, b)[j])  # as the shipped functions compute them


def directional(x, d):
    """Return f'(x; d)."""
    return where(x < 0, a * d, where(0 < x, b * d, where(d < 0, a * d, b * d)))


def steepest(d):
    """Return f°(0; d)."""
    return maximum(a * d, b * d)


SEARCH = {name: (-100, 100) for name in "abdegyz"} | {"t": (1e-6, 100), "h": (1e-6, 100), "radius": (0, 100)}
