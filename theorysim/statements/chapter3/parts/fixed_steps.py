"""The class of theorem 3.4.2 and the two functions of its proof: where they are members, how they move, where they stay.

A function counts for the class with constants L0, L1, M when it is (L0, L1)-smooth and its gradient is at most M on the
sublevel set of its start. f* is any lower bound (Assumption 3.3.1), so "the gap is F" means f(x_0) - inf f <= F.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, log
from theorysim.model import Denial, Member
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import F, M, epsilon, x

L0, L1 = letters("L0 L1", AtLeastOne)
h = letter("h", Real)  # the step size
g, s = letters("g s", Nonnegative)  # |grad f(x_0)|, and how far |x| is beyond the exponential's start
share = letter("share", Positive)  # of the threshold, for a step size that is run

RANGES = {
    "L0": (1.0, 1e6),
    "L1": (1.0, 1e12),
    "M": (1.000001, 1e8),
    "epsilon": (1e-6, 1e4),
    "F": (1e-2, 1e6),
    "Delta": (1e-2, 1e6),
    "h": (-10.0, 1e3),
    "x": (-1e3, 1e3),
}
DRAWN = {"L1": (1.0, 50.0), "M": (1.05, 1e3), "epsilon": (1e-3, 1e2), "F": (1e-2, 1e4), "L0": (1.0, 1e3), "share": (0.2, 5.0)}

threshold = (2 * log(M) + 2) / (M * L1)
below_threshold, above_threshold = h <= threshold, threshold < h


def fits(F, epsilon, L0, L1, M):
    """State that both functions are members, with gap at most F: of the exponential, of the slow one (two), of the gap."""
    return L1 <= L0, 3 * epsilon <= L0, 2 * epsilon <= M, 2 * M - 1 <= 2 * L1 * F


exponential_fits, curvature_fits, gradient_fits, gap_fits = FITS = fits(F, epsilon, L0, L1, M)

# The exponential starts where its gradient is M. It is even and grows with |x|, so the sublevel set is |x| <= x_0.

start = ((log(M) + 1) / L1).named("x0")
start_gradient = exponential.gradient(start, L1)
exponential_gap = (exponential.value(start, L1) - 1 / (2 * L1) <= F).in_words("its gap is at most F")
beyond = start + s
leaps = 2 * beyond < h * exponential.gradient(beyond, L1)  # a step from |x| lands beyond -|x|
on_sublevel = L1 * absolute(x) <= log(M) + 1
outside = log(M) + 1 <= L1 * absolute(x)

DIVERGES = (
    ((), (absolute(exponential.hessian(x, L1)) <= L0 + L1 * absolute(exponential.gradient(x, L1))).in_words("it is (L0, L1)-smooth")),
    ((on_sublevel,), (absolute(exponential.gradient(x, L1)) <= M).in_words("its gradient is at most M where |x| <= x_0")),
    ((outside,), (M / L1 <= exponential.value(x, L1)).in_words("and beyond, f is at least f(x_0)")),
    ((), (start_gradient <= M).in_words("its gradient at the start is M")),
    ((), leaps.in_words("h f'(x) > 2x for x >= x_0: |x_k| grows for ever")),
    ((), (epsilon < exponential.gradient(beyond, L1)).in_words("and the gradient stays above epsilon")),
)

# The slow function is 2 epsilon steep from 1 on. epsilon (3x - x^3) = epsilon at x = 0.3473: beyond 87/250 it is steeper than epsilon.

slope = slow.gradient(x, epsilon).named("slope")
slow_smooth = (absolute(slow.hessian(x, epsilon)) <= L0 + L1 * absolute(slope)).in_words("it is (L0, L1)-smooth")
slow_gradient = (absolute(slope) <= M).in_words("its gradient is at most M")
slow_rises = (x <= x - h * slope).in_words("x_k never falls")
slow_length = (x - 2 * epsilon * h <= x - h * slope).in_words("a step is at most 2 epsilon h")
slow_steep = (epsilon < slope).in_words("the gradient is above epsilon")
right_of = 1 <= x
before_stationary = 87 < 250 * x
slow_start = 1 + (F - 5 * epsilon / 4) / (2 * epsilon)  # where its gap is F, beyond 1
beyond_one = 5 * epsilon / 4 <= F

MEMBERS = (Member(exponential, {"L1": L1}, start), Member(slow, {"epsilon": epsilon}, slow_start))


def stationary_at_once(claimed):
    """Deny a positive lower bound where M <= epsilon: every member has ||grad f(x_0)|| <= M <= epsilon, so T = 0."""
    return Denial((M <= epsilon,), (((g <= M,), (g <= epsilon).in_words("T = 0 for every member")),), claimed)
