"""The pieces of theorem 3.4.2's proof: the threshold of the step size, membership of its two functions, and how they move.

A function counts for the class with constants L0, L1, M when it is (L0, L1)-smooth and its gradient is at most M on the
sublevel set of its start. f* is any lower bound (Assumption 3.3.1), so "the gap is F" means f(x_0) - inf f <= F.
"""

from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, log
from theorysim.model import Denial, Member, Piece, at_most, less
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow

epsilon, F = letters("epsilon F", Positive)
g, s = letters("g s", Nonnegative)
h, x = letters("h x", Real)
L0, L1 = letters("L0 L1", AtLeastOne)
M = letter("M", AboveOne)

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


def threshold(L1, M):
    return (2 * log(M) + 2) / (M * L1)


above_threshold = threshold(L1, M) < h
below_threshold = h <= threshold(L1, M)
forwards = 0 < h
backwards = h <= 0


# the first function


exponential_smooth = absolute(exponential.hessian(x, L1)) <= L0 + L1 * absolute(exponential.gradient(x, L1))


def exponential_start(L1: AtLeastOne, M: AboveOne):
    """f'(x_0) = M, and f' grows with x: M bounds the gradient on the sublevel set |x| <= x_0."""
    return exponential.gradient((log(M) + 1) / L1, L1), M


exponential_gap = exponential.value((log(M) + 1) / L1, L1) - 1 / (2 * L1) <= F


def leaps(s: Nonnegative, h: Real, L1: AtLeastOne, M: AboveOne):
    """From |x| = x_0 + s a step lands beyond -|x|: h f'(x) > 2 x."""
    x = (log(M) + 1) / L1 + s
    return 2 * x, h * exponential.gradient(x, L1)


steepest = absolute(exponential.gradient(x, L1)) <= M


# |x| <= x_0 = (log M + 1)/L1: there f(x) <= f(x_0), and nowhere else, f being even and increasing in |x|.
on_sublevel = L1 * absolute(x) <= log(M) + 1
outside_is_above = M / L1 <= exponential.value(x, L1)
outside = log(M) + 1 <= L1 * absolute(x)
still_steep = epsilon < exponential.gradient((log(M) + 1) / L1 + s, L1)


# the second function


slow_smooth = absolute(slow.hessian(x, epsilon)) <= L0 + L1 * absolute(slow.gradient(x, epsilon))
slow_gradient = absolute(slow.gradient(x, epsilon)) <= M


# A step goes down by at most 4 epsilon (log M + 1)/(L1 M).
slow_step = x - 4 * epsilon * (log(M) + 1) / (L1 * M) <= x - h * slow.gradient(x, epsilon)
slow_length = x - 2 * epsilon * h <= x - h * slow.gradient(x, epsilon)
stride = 2 * epsilon * h <= 4 * epsilon * (log(M) + 1) / (L1 * M)
slow_rises = x <= x - h * slow.gradient(x, epsilon)
right_of = 1 <= x
slow_steep = epsilon < slow.gradient(x, epsilon)


# epsilon (3x - x^3) = epsilon at x = 0.3473; to the right of 0.348 = 87/250 the gradient is above epsilon.
before_stationary = 87 < 250 * x


# hypotheses


def exponential_fits(L0: AtLeastOne, L1: AtLeastOne):
    return L1, L0


def curvature_fits(L0: AtLeastOne, epsilon: Positive):
    return 3 * epsilon, L0


def gradient_fits(M: AboveOne, epsilon: Positive):
    return 2 * epsilon, M


not_yet_stationary = epsilon < M


def gap_fits(F: Positive, L1: AtLeastOne, M: AboveOne):
    return 2 * M - 1, 2 * L1 * F


# what refutes a lower bound: every start of the class may be stationary already


stationary = M <= epsilon
bounded_gradient = g <= M  # Assumption 3.4.1 at the start, where the gradient has norm g.
at_the_start = g <= epsilon


STATIONARY = stationary.in_words("M <= epsilon")
DIVERGES = less(leaps, "h f'(x) > 2x for x >= x_0: |x_k| grows for ever")


def stationary_at_once(claimed):
    """Deny a positive lower bound where M <= epsilon: every member has ||grad f(x_0)|| <= M <= epsilon, so T = 0."""
    return Denial((STATIONARY,), (((bounded_gradient,), at_the_start.in_words("T = 0 for every member")),), claimed)


# the same, run: step sizes on both sides of the threshold, the two functions at their starts


def step_size(share: Positive, L1: AtLeastOne, M: AboveOne):
    return share * threshold(L1, M)


def from_M(L1: AtLeastOne, M: AboveOne):
    return (log(M) + 1) / L1


def the_epsilon(epsilon: Positive):
    return epsilon


def the_L1(L1: AtLeastOne):
    return L1


def slow_start(F: Positive, epsilon: Positive):
    """The second function's start with gap F, beyond 1."""
    return 1 + (F - 5 * epsilon / 4) / (2 * epsilon)


beyond_one = 5 * epsilon / 4 <= F


EXPONENTIAL = Piece(
    "the exponential diverges",
    (above_threshold.in_words("h > (2 log M + 2)/(M L1)"),),
    (
        ((), exponential_smooth.in_words("it is (L0, L1)-smooth")),
        ((on_sublevel,), steepest.in_words("its gradient is at most M where |x| <= x_0")),
        ((outside,), outside_is_above.in_words("and beyond, f is at least f(x_0)")),
        ((), at_most(exponential_start, "its gradient at the start is M")),
        ((), DIVERGES),
        ((), still_steep.in_words("and the gradient stays above epsilon")),
    ),
)

MEMBERS = (Member(exponential, {"L1": the_L1}, from_M), Member(slow, {"epsilon": the_epsilon}, slow_start))
DRAWN = {"L1": (1.0, 50.0), "M": (1.05, 1e3), "epsilon": (1e-3, 1e2), "F": (1e-2, 1e4), "L0": (1.0, 1e3), "share": (0.2, 5.0)}
