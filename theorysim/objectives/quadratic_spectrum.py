"""Curve by evenly spaced eigenvalues from L/Q to L: the sum of lambda_i x_i^2/2. Thesis, section 2.1.2, quadratics of the class F_{mu,L}.

In one coordinate the eigenvalue is L/Q.
"""

from theorysim.domains import AtLeastOne, Coordinate, Dimension, Index, Positive
from theorysim.entries import Body, Objective
from theorysim.maths import where


def with_spectrum(eigenvalue: Body) -> tuple[Body, Body]:
    """Return value and gradient of the quadratic whose i-th eigenvalue is L eigenvalue(t, Q), where t = (i - 1)/(d - 1)."""

    def curvature(i, d, L, Q):
        return L * eigenvalue((i - 1) / where(d > 1, d - 1, 1), Q)

    def value(x: Coordinate, i: Index, d: Dimension, L: Positive = 1, Q: AtLeastOne = 100):
        return curvature(i, d, L, Q) * x * x / 2

    def gradient(x: Coordinate, i: Index, d: Dimension, L: Positive = 1, Q: AtLeastOne = 100):
        return curvature(i, d, L, Q) * x

    return value, gradient


def even(t, Q):
    return (1 + (Q - 1) * t) / Q


def minimum(L: Positive = 1, Q: AtLeastOne = 100):
    return 0


def start(L: Positive = 1, Q: AtLeastOne = 100):
    return 1


value, gradient = with_spectrum(even)
quadratic_spectrum = Objective(value, gradient, minimum=minimum, start=start)
