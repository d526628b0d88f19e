"""Where the gap F is small against M, no gradient comes near M, and a step size that looks at F alone is fast enough.

A gap of F allows gradients up to 4 F L1 + L0/L1 and no larger ones (`gap_of_gradient`, at each point of the sublevel set of the start). So
theorem 3.4.3 holds with that number in the place of M, and T is at most what its two lines count, however large the M of the class is.
"""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import letter
from theorysim.model import Denial
from theorysim.statements.chapter3.notation import L0, L1, READER, F, epsilon
from theorysim.statements.chapter3.parts import fixed_steps
from theorysim.statements.chapter3.parts import gap_of_gradient as gap
from theorysim.statements.chapter3.parts.gap_of_gradient import g

drop = letter("drop", Real)  # f(x_k) - f(x_{k+1})
T = letter("T", Nonnegative)


def steepest(L0, L1):
    return 4 * F * L1 + L0 / L1


def curvature(L0, L1):
    """The largest Hessian on the sublevel set."""
    return steepest(L0, L1) * L1 + L0


def ceiling(L0, L1):
    return 4 * curvature(L0, L1) * F / epsilon**2


h = 1 / (2 * curvature(L0, L1))
gained = epsilon**2 / (4 * curvature(L0, L1))
descends = h * g**2 - h**2 * curvature(L0, L1) / 2 * g**2 <= drop

NEVER = (
    ((gap.on_the_way,), gap.doubled),
    ((gap.lower_bounded, gap.doubled), gap.gap),
    ((gap.gap,), (g <= steepest(L0, L1)).in_words("no gradient is above 4 F L1 + L0/L1")),
    ((descends, epsilon <= g), gained <= drop),
    ((T * gained <= F,), (T <= ceiling(L0, L1)).in_words("theorem 3.4.3 with that for M")),
)


def soon_done(bound):
    """Deny a lower bound that grows with M, where epsilon < M: the ceiling does not grow."""
    return Denial(READER, NEVER, bound <= ceiling(fixed_steps.L0, fixed_steps.L1))
