"""From the maximum to the horizon at which the expected least gradient is at most 2 epsilon."""

from theorysim.domains import Nonnegative, Positive
from theorysim.maths import maximum, sqrt
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.sums_of_gains import BEYOND, inverse_of_eta


def small(T: Positive, L0: Positive, L1: Positive, tau: Nonnegative, epsilon: Positive, Delta: Positive):
    """The bound of E min_k ||grad f(x_k)|| against 2 epsilon."""
    return maximum(sqrt(Delta * inverse_of_eta(T, L0, L1, tau) / T), Delta * 64 * L1 / T), 2 * epsilon


def first(T: Positive, L0: Positive, L1: Positive, tau: Nonnegative, epsilon: Positive, Delta: Positive):
    """The square of the maximum's first argument: Delta/sqrt(T) is at most epsilon^2/2, the rest epsilon^2/4."""
    return Delta * inverse_of_eta(T, L0, L1, tau) / T, 3 * epsilon * epsilon / 4


def second(T: Positive, L1: Positive, epsilon: Positive, Delta: Positive):
    return Delta * 64 * L1 / T, epsilon / 2


# at the lower ends the hypotheses on Delta and on L0 are equalities, and the max is sqrt(3)/2 epsilon
RANGES = {"T": (25.0, 1e9), "Delta": (5 / 2, 1e9), "epsilon": (1.0, 1e4), "L0": (1 / 8, 1e6), "L1": (1 / 1024, 1e12), "tau": (0.0, 1e3)}

statement = Statement(
    "proof-3.7.4-horizon",
    (
        Claim(
            Relation((at_most(small, "E min <= the max <= 2 epsilon"),), BEYOND, RANGES),
            second=(Relation((at_most(first, "the first argument, squared"), at_most(second, "the second")), BEYOND, RANGES),),
            at=((small, (64.0, 0.4, 1.0, 0.0, 1.0, 1.0), 1.0), (first, (4.0, 1.0, 1.0, 1.0, 1.0, 1.0), 37.5)),
        ),
    ),
)
