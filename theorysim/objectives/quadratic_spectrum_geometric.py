"""Curve by eigenvalues in geometric progression from L/Q to L: the sum of lambda_i x_i^2/2. Thesis, section 2.1.2, the class F_{mu,L}.

In one coordinate the eigenvalue is L/Q.
"""

from theorysim.entries import Objective
from theorysim.maths import power
from theorysim.objectives.quadratic_spectrum import minimum, start, with_spectrum


def geometric(t, Q):
    return power(Q, t - 1)


value, gradient = with_spectrum(geometric)
quadratic_spectrum_geometric = Objective(value, gradient, minimum=minimum, start=start)
