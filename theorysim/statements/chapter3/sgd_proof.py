"""The bound of theorem 3.4.5 with its parentheses squared, proved line by line where M bounds the gradient everywhere.

b = (M + tau)^2, Q = F + (5 L0 + 4 L1 M) b, T = (Q/epsilon^2)^2, so that h = 1/sqrt(T) = epsilon^2/Q. With H = L0 + L1 M,
g = |grad f(x_k)|, n the noise, s = <grad f, n>, and N = floor(T). Suppose that x_0, ..., x_N all have g > epsilon with probability p.

1. A step gains d + h s with d >= h g^2 - H h^2 b/2.
2. Where the gradient is above epsilon, f - f* >= epsilon^2/(2 H). So with S the sum of h g^2 and X that of h s up to N,
   F - epsilon^2/(2 H) >= S + X - H b/2, and S >= (T - 1) h epsilon^2 = Q - h epsilon^2. Hence -X >= a = 3 H b/2 + epsilon^2/(2 H).
3. X is a martingale. Up to the first small gradient its variance V is at most h tau^2 E S, and E S <= F + H b/2 <= Q:
   V <= h Q tau^2 = (epsilon tau)^2 <= a^2.
4. By Cantelli's inequality p <= V/(V + a^2) <= 1/2.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.model import Relation, at_most

SEARCHED = {
    **{name: (1e-3, 1e3) for name in ("g", "q", "H", "epsilon", "L0", "L1", "M", "F", "Q", "S", "b", "a")},
    **{"tau": (0.0, 1e2), "h": (1e-6, 1.0), "X": (-1e3, 1e3), "d": (-1e3, 1e3), "gap": (-1e3, 1e3)},
}


def taylor(d: Real, q: Nonnegative, g: Positive, H: Positive, h: Positive):
    """f(x_k) - f(x_{k+1}) = d + h s, and q = |g_k|^2."""
    return h * g * g - H * h * h * q / 2, d


def bounded(q: Nonnegative, b: Positive):
    return q, b


def gains(d: Real, g: Positive, H: Positive, h: Positive, b: Positive):
    return h * g * g - H * h * h * b / 2, d


def descends(gap: Real, g: Positive, H: Positive):
    """f* <= f(x - grad f/H) <= f(x) - g^2/(2 H)."""
    return g * g / (2 * H), gap


def above(g: Positive, epsilon: Positive):
    return epsilon, g


def high(gap: Real, epsilon: Positive, H: Positive):
    return epsilon * epsilon / (2 * H), gap


def is_curvature(H: Positive, L0: Positive, L1: Positive, M: Positive):
    return H, L0 + L1 * M


def is_Q(Q: Positive, F: Positive, L0: Positive, L1: Positive, M: Positive, b: Positive):
    return F + (5 * L0 + 4 * L1 * M) * b, Q


def enough(Q: Positive, F: Positive, H: Positive, b: Positive):
    return F + 4 * H * b, Q


def is_step(h: Positive, Q: Positive, epsilon: Positive):
    return h * Q, epsilon * epsilon


def starts_high(F: Positive, epsilon: Positive, H: Positive):
    """The start is above epsilon too."""
    return epsilon * epsilon, 2 * H * F


def short(h: Positive, H: Positive):
    return h, 2 * H


def steep(epsilon: Positive, b: Positive):
    """epsilon < |grad f(x_0)| <= M."""
    return epsilon * epsilon, b


def summed(X: Real, F: Positive, Q: Positive, epsilon: Positive, H: Positive, h: Positive, b: Positive):
    return Q - h * epsilon * epsilon + X - H * b / 2, F - epsilon * epsilon / (2 * H)


def deviation(epsilon, H, b):
    return 3 * H * b / 2 + epsilon * epsilon / (2 * H)


def deviates(X: Real, epsilon: Positive, H: Positive, b: Positive):
    return deviation(epsilon, H, b), -X


def is_deviation(a: Positive, epsilon: Positive, H: Positive, b: Positive):
    return deviation(epsilon, H, b), a


def far(a: Positive, epsilon: Positive, b: Positive):
    return epsilon * epsilon * b, a * a


def square(epsilon: Positive, H: Positive, b: Positive):
    return 0, (H * H * b - epsilon * epsilon) * (H * H * b - epsilon * epsilon)


def sum_of_gains(S: Positive, F: Positive, H: Positive, b: Positive):
    return S, F + H * b / 2


def variance(V: Nonnegative, h: Positive, tau: Nonnegative, S: Positive):
    return V, h * tau * tau * S


def no_more_noise(tau: Nonnegative, b: Positive):
    return tau * tau, b


def small(V: Nonnegative, epsilon: Positive, b: Positive):
    return V, epsilon * epsilon * b


def cantelli(p: Unit, V: Nonnegative, a: Positive):
    return p * (V + a * a), V


def at_most_half(p: Unit):
    return 2 * p, 1


PROOF = (
    Relation((at_most(gains, "a step"),), (at_most(taylor), at_most(bounded)), SEARCHED),
    Relation((at_most(high, "f - f* >= epsilon^2/(2 H)"),), (at_most(descends), at_most(above)), SEARCHED),
    Relation((at_most(enough, "Q >= F + 4 H b"),), (at_most(is_Q), at_most(is_curvature)), SEARCHED),
    Relation((at_most(short, "h <= 2 H"),), tuple(map(at_most, (enough, is_step, starts_high))), SEARCHED),
    Relation((at_most(deviates, "-X >= a"),), tuple(map(at_most, (summed, enough, short, steep))), SEARCHED),
    Relation((at_most(far, "epsilon^2 b <= a^2"),), (at_most(is_deviation), at_most(square)), SEARCHED),
    Relation(
        (at_most(small, "V <= epsilon^2 b"),), tuple(map(at_most, (variance, sum_of_gains, enough, is_step, no_more_noise))), SEARCHED
    ),
    Relation((at_most(at_most_half, "p <= 1/2"),), tuple(map(at_most, (cantelli, small, far))), SEARCHED),
)
