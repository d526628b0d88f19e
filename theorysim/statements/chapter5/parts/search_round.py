"""A round of Algorithm 2: M is |m_(t,k)|, beta its weight in line 15, h what bounds the mean of |m_(t,k+1)|^2."""

from theorysim.domains import Nonnegative, Unit
from theorysim.letters import letter
from theorysim.statements.chapter5.notation import RANGES, L

M = letter("M", Nonnegative)
beta = letter("beta", Unit)
v = letter("v", Nonnegative)  # of the mean of |m_(t,k)|^2/L^2, and of the next
after = letter("after", Nonnegative)

shorter = M <= L  # m_(t,k) is a convex combination of generalized gradients
chosen = (4 * L**2 - M**2) / (4 * L**2 + 2 * M**2)
least = (L**2 - M**2 / 16) / (L**2 + M**2 / 2) * M**2  # of h, at that weight
recursion = after <= v - v**2 / 3
SIZES = RANGES | {"M": (1e-6, 1e6), "beta": (0, 1), "v": (1e-9, 1), "after": (1e-9, 1)}


def h(b):
    return b**2 * (M**2 / 2 + L**2) - 2 * b * (L**2 - M**2 / 4) + L**2


def bound(b):
    """Return the last line of the display of E[|m_(t,k+1)|^2]."""
    return b**2 * M**2 + (1 - b) ** 2 * L**2 + 2 * b * (1 - b) * M**2 / 4
