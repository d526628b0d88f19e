"""What the sums of the proofs of theorems 3.4.4 and 3.4.5 are made of: the least gain of a step, and what noise adds to it."""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letter, letters
from theorysim.maths import maximum, minimum, sqrt
from theorysim.model import Claim, Relation
from theorysim.statements.chapter3.notation import L0, L1, Delta, epsilon, eta, tau

g, v = letters("g v", Nonnegative)
T = letter("T", Positive)

RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "tau": (0.0, 1e3), "eta": (1e-6, 1e3), "Delta": (1e-2, 1e9), "epsilon": (1e-6, 1e4)}
RANGES |= {"T": (1.0, 1e9), "M": (1.000001, 1e8)}


def gain(g, eta, L1):
    """min{eta g^2, g/(32 L1)}, which grows with g."""
    return minimum(eta * g**2, g / (32 * L1))


def sgd_noise(L0, L1, M, tau):
    """What section 3.7.5 adds in T steps, but for 1/2, as printed."""
    return 5 * L0 + 4 * L1 * M * (M + tau) ** 2


def inverse_of_eta(T, L0, L1, tau):
    """At least 1/eta = max{sqrt(T), 20 L0, 128 L1 tau}."""
    return sqrt(T) + 20 * L0 + 128 * L1 * tau


def largest(T, L0, L1, tau, Delta):
    """The bound of E min_k ||grad f(x_k)||."""
    return maximum(sqrt(Delta * inverse_of_eta(T, L0, L1, tau) / T), Delta * 64 * L1 / T)


def gain_grows(reading):
    """With v the least of all numbers, n of them have n gain(v) at least, as n of them sum to n v at least (proof-3.7.4-min-average)."""
    return Claim(Relation((gain(v, eta, L1) <= gain(g, eta, L1),), (v <= g,)), reading, "gain grows")


# the horizon of theorem 3.4.4
BEYOND = (
    Delta * 128 * L1 / epsilon <= T,
    2 * Delta / epsilon**2 <= sqrt(T),  # T >= 4 Delta^2/epsilon^4, as a bound of its root
    Delta * (80 * L0 + 512 * L1 * tau) / epsilon**2 <= T,
)
