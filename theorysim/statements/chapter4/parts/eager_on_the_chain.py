"""An eager algorithm on the chain of theorem-4.4.4, exactly: alpha = 1 + 1/s and k = m^(s + 3), so that epsilon and p are rational.

Delta = L = 1 and epsilon = 1/(140 m): then p = (92 epsilon)^(s + 1). Each answer whose coin is 1 shows the next coordinate, which is set
to `size` at once: after k answers n coordinates are `size`, n being binomial. The noise on one more is 2 epsilon (z/p - 1) of its slope.
"""

from fractions import Fraction
from math import comb, hypot

from theorysim.oracles.bernoulli_chain import bernoulli_chain
from theorysim.statements.chapter4.lemma_4_7_9_4_5 import gradient


def problem(s, m):
    """Return epsilon, d, p and k."""
    epsilon = Fraction(1, 140 * m)
    return epsilon, int(1 / (7296 * epsilon**2)), (92 * epsilon) ** (s + 1), m ** (s + 3)


def law(p, k, d):
    """Return P(N = n) for n < d, where N of k coins are 1."""
    return [comb(k, n) * p**n * (1 - p) ** (k - n) for n in range(d)]


def at(n, size, d):
    return (size,) * n + (0.0,) * (d - n)


def trial(s, m):
    epsilon, d, p, k = problem(s, m)
    chances = law(p, k, d)

    def half():
        """At most half of the time all coordinates were shown."""
        return float(sum(chances) >= Fraction(1, 2)), 1.0

    def errors():
        """Whatever size an eager algorithm takes, the mean of |grad f(x_k)| is at least epsilon."""
        held = 0
        for size in (0.5, 0.75, 1.0, 2.0, 10.0):
            means = [2 * float(epsilon) * hypot(*gradient(at(n, size, d))) for n in range(d + 1)]
            mean = sum(float(c) * g for c, g in zip((*chances, 1 - sum(chances)), means, strict=True))
            held += float(epsilon) <= mean
        return float(held), 5.0

    def moments():
        """At each of these points E|g - grad f|^alpha <= 1, with the moment of the shipped oracle."""
        alpha, held = 1 + 1 / s, 0
        for n in range(d):
            slope = gradient(at(n, 0.75, d))[n]
            held += bernoulli_chain.moment(alpha, 2 * float(epsilon) * slope, float(p)) <= 1
        return float(held), float(d)

    return half, errors, moments


TRIALS = tuple(
    one for s, m in ((1, 1), (1, 2), (1, 5), (2, 2), (2, 3), (3, 2), (5, 1), (99, 1)) for one in trial(s, m)
)  # alpha from 2 down
