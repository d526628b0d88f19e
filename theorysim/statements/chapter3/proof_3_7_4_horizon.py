"""E min_{k <= T} |grad f(x_k)| <= 2 epsilon where T >= Delta max{128 L1/epsilon, 4 Delta/epsilon^4, (80 L0 + 512 L1 tau)/epsilon^2}.

It follows from the maximum before it, which then is at most 2 epsilon.
"""

from theorysim.domains import Positive
from theorysim.letters import letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, Delta, epsilon, tau
from theorysim.statements.chapter3.parts.sums_of_gains import BEYOND, inverse_of_eta, largest

T = letter("T", Positive)
small = largest(T, L0, L1, tau, Delta) <= 2 * epsilon

# its first argument, squared: Delta/sqrt(T) is at most epsilon^2/2, the rest epsilon^2/4; and its second
first = Delta * inverse_of_eta(T, L0, L1, tau) / T <= 3 * epsilon**2 / 4
second = Delta * 64 * L1 / T <= epsilon / 2

# at the lower ends the hypotheses on Delta and on L0 are equalities, and the max is sqrt(3)/2 epsilon
RANGES = {"T": (25.0, 1e9), "Delta": (5 / 2, 1e9), "epsilon": (1.0, 1e4), "L0": (1 / 8, 1e6), "L1": (1 / 1024, 1e12), "tau": (0.0, 1e3)}

statement = Statement(
    "proof-3.7.4-horizon",
    Claim(
        Relation((small,), BEYOND, RANGES),
        second=(Relation((first, second), BEYOND, RANGES),),
        at=(
            (small, {"T": 64, "L0": 0.4, "L1": 1, "tau": 0, "epsilon": 1, "Delta": 1}, 1),
            (first, {"T": 4, "L0": 1, "L1": 1, "tau": 1, "epsilon": 1, "Delta": 1}, 37.5),
        ),
    ),
)
