"""Take a share of the point off each step: written decayed:NAME. Loshchilov and Hutter (2019), decoupled; thesis, section 4.6.2.

x_k is what the method makes of x_{k-1}, less weight_decay x_{k-1}: its momentum and its clipping see none of it, and where the gradient
is 0 the point still moves. Where a learning rate eta multiplies the decay, as theirs does, weight_decay is eta times theirs; 0 is none.
"""

from theorysim.domains import Nonnegative, Real
from theorysim.entries import Method


def smaller(step: Real, x: Real, weight_decay: Nonnegative = 0):
    return step - weight_decay * x


def decayed(method: Method) -> Method:
    """Return the method whose points decay."""
    return method.then(smaller)
