"""From the maximum to the horizon at which the expected least gradient is at most 2 epsilon."""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letter, letters
from theorysim.maths import maximum, sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.sums_of_gains import BEYOND, inverse_of_eta

Delta, epsilon, L0, L1, T = letters("Delta epsilon L0 L1 T", Positive)
tau = letter("tau", Nonnegative)


# The bound of E min_k ||grad f(x_k)|| against 2 epsilon.
small = maximum(sqrt(Delta * inverse_of_eta(T, L0, L1, tau) / T), Delta * 64 * L1 / T) <= 2 * epsilon


# The square of the maximum's first argument: Delta/sqrt(T) is at most epsilon^2/2, the rest epsilon^2/4.
first = Delta * inverse_of_eta(T, L0, L1, tau) / T <= 3 * epsilon * epsilon / 4
second = Delta * 64 * L1 / T <= epsilon / 2


# at the lower ends the hypotheses on Delta and on L0 are equalities, and the max is sqrt(3)/2 epsilon
RANGES = {"T": (25.0, 1e9), "Delta": (5 / 2, 1e9), "epsilon": (1.0, 1e4), "L0": (1 / 8, 1e6), "L1": (1 / 1024, 1e12), "tau": (0.0, 1e3)}

statement = Statement(
    "proof-3.7.4-horizon",
    (
        Claim(
            Relation((small.in_words("E min <= the max <= 2 epsilon"),), BEYOND, RANGES),
            second=(Relation((first.in_words("the first argument, squared"), second.in_words("the second")), BEYOND, RANGES),),
            at=(
                (small, {"T": 64.0, "L0": 0.4, "L1": 1.0, "tau": 0.0, "epsilon": 1.0, "Delta": 1.0}, 1.0),
                (first, {"T": 4.0, "L0": 1.0, "L1": 1.0, "tau": 1.0, "epsilon": 1.0, "Delta": 1.0}, 37.5),
            ),
        ),
    ),
)
