"""The bound of theorem 3.4.4 proved for the step min{eta, 1/(16 L1(|g_k| + tau))}, line by line.

g = |grad f(x_k)|, n the noise, s = <grad f, n>, r = |g_k|, N = floor(T). Suppose that x_0, ..., x_N all have g > epsilon with
probability p.

1. Where no outcome can be clipped, the step from x_k gains d + (1 - H eta) eta s with d >= w - eta^2 A, w = (9/10) eta g^2; elsewhere it
   gains d >= w = 9 g/(256 L1), whatever n is. Here H = (16/15)(L0 + L1 g) bounds the Hessian on the step and A = (8/15)(L0 + L1 tau) tau^2.
2. T w >= (9/5) Delta at every x_k above epsilon. If they all are, the sum X of the terms (1 - H eta) eta s has F >= (9/5) Delta - A + X,
   so that -X >= (4/5) Delta.
3. X is a martingale. Up to the first small gradient its variance V is at most eta tau^2 times the expected sum of eta g^2, which is at
   most 10/9 of F + 2 A <= Delta (N + 1 <= 2 T).
4. A start above epsilon has F >= epsilon^2/(4(L0 + L1 epsilon)), and so eta tau^2 <= Delta/4 and V <= ((4/5) Delta)^2.
5. By Cantelli's inequality p <= V/(V + ((4/5) Delta)^2) <= 1/2.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.model import Relation, at_most
from theorysim.statements.chapter3.parts.gap_of_gradient import doubled, lower_bounded, on_the_way
from theorysim.statements.chapter3.parts.noisy_steps import below_horizon, below_noise, below_smoothness
from theorysim.statements.chapter3.parts.stochastic_steps import excess

SEARCHED = {
    **{name: (1e-3, 1e3) for name in ("g", "c", "r", "Y", "H", "epsilon", "L0", "L1", "F", "Delta", "q")},
    **{"tau": (0.0, 1e2), "T": (1.0, 1e6), "eta": (1e-6, 1.0), "h": (1e-6, 1.0), "d": (-1e3, 1e3), "X": (-1e3, 1e3)},
}


def loss(L0, L1, tau):
    """A: what the noise costs in a step, over eta^2."""
    return 8 * (L0 + L1 * tau) * tau * tau / 15


# 1. one step: first the Hessian on it, then what it gains


def grows(Y: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    """Y, the largest L0 + L1 |grad f| on a path no longer than 1/(16 L1), is its value at x_k and at most L1 Y/(16 L1) more."""
    return Y, L0 + L1 * g + Y / 16


def curved(Y: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    return Y, 16 * (L0 + L1 * g) / 15


def clipped(r: Nonnegative, h: Positive, L1: Positive, tau: Nonnegative):
    return 16 * L1 * h * (r + tau), 1


def short(r: Nonnegative, h: Positive, L1: Positive):
    return 16 * L1 * h * r, 1


def is_curvature(H: Positive, g: Positive, L0: Positive, L1: Positive):
    return H, 16 * (L0 + L1 * g) / 15


def never_clipped(g: Positive, eta: Positive, L1: Positive, tau: Nonnegative):
    """|g_k| <= g + tau: whatever the noise, h = eta."""
    return 16 * L1 * eta * (g + 2 * tau), 1


def shallow(H: Positive, eta: Positive):
    return 25 * H * eta, 3


def apart(g: Positive, tau: Nonnegative):
    return 4 * tau * (g - tau), g * g


def small_cost(g: Positive, eta: Positive, L1: Positive, tau: Nonnegative):
    return 512 * eta * L1 * tau * tau * (g - tau), g * g


def costs(H: Positive, g: Positive, eta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return H * eta * tau * tau, 2 * eta * loss(L0, L1, tau) + g * g / 100


def taylor(d: Real, q: Nonnegative, H: Positive, g: Positive, eta: Positive):
    """f(x_k) - f(x_{k+1}) >= eta (g^2 + s) - H eta^2 (g^2 + 2 s + q)/2 with q = |n|^2, and d is that without its terms in s."""
    return eta * g * g - H / 2 * eta * eta * (g * g + q), d


def noise(q: Nonnegative, tau: Nonnegative):
    return q, tau * tau


def before(d: Real, H: Positive, g: Positive, eta: Positive, tau: Nonnegative):
    return eta * g * g - H / 2 * eta * eta * (g * g + tau * tau), d


def gains(d: Real, g: Positive, eta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return 9 * eta * g * g / 10 - eta * eta * loss(L0, L1, tau), d


def perhaps_clipped(g: Positive, eta: Positive, L1: Positive, tau: Nonnegative):
    return 1, 16 * L1 * eta * (g + 2 * tau)


def far_from_noise(g: Positive, tau: Nonnegative):
    return 6 * tau, g


def product_of(c: Positive, g: Positive, tau: Nonnegative):
    """c = <g_k, grad f> = g^2 + s >= g^2 - g tau."""
    return g * g - g * tau, c


def aligned(c: Positive, g: Positive):
    return 5 * g * g, 6 * c


def reaches(r: Nonnegative, g: Positive, tau: Nonnegative):
    return r, g + tau


def stretched(r: Nonnegative, g: Positive):
    return 6 * r, 7 * g


def is_near(r: Nonnegative, g: Positive, tau: Nonnegative):
    return g, r + tau


def smooth(h: Positive, L0: Positive):
    return 20 * L0 * h, 1


def shallow_clipped(H: Positive, h: Positive):
    return 25 * H * h, 3


def taylor_clipped(d: Real, c: Positive, r: Nonnegative, H: Positive, h: Positive):
    return h * c - H / 2 * h * h * r * r, d


def gains_clipped(d: Real, h: Positive, g: Positive):
    return 3 * h * g * g / 4, d


def least_step(h: Positive, g: Positive, L1: Positive, tau: Nonnegative):
    """h >= min{eta, 1/(16 L1(g + 2 tau))}, here the second."""
    return 1, 16 * L1 * h * (g + 2 * tau)


def gains_by_length(d: Real, g: Positive, L1: Positive):
    return 9 * g / (256 * L1), d


ETA = (at_most(below_smoothness, "eta <= 1/(20 L0)"), at_most(below_noise, "eta <= 1/(128 L1 tau)"))
FAR = at_most(far_from_noise, "6 tau <= g")
ONE_STEP = (
    Relation((at_most(curved, "the Hessian on the step"),), (at_most(grows),), SEARCHED),
    Relation((at_most(short, "a step is no longer than 1/(16 L1)"),), (at_most(clipped),), SEARCHED),
    Relation((at_most(shallow, "H eta <= 3/25"),), (at_most(is_curvature), at_most(never_clipped), ETA[0]), SEARCHED),
    Relation((at_most(apart),), (), SEARCHED),
    Relation((at_most(small_cost),), (at_most(apart), ETA[1]), SEARCHED),
    Relation((at_most(costs),), (at_most(is_curvature), at_most(small_cost)), SEARCHED),
    Relation((at_most(before),), (at_most(taylor), at_most(noise)), SEARCHED),
    Relation((at_most(gains, "w, where nothing is clipped"),), tuple(map(at_most, (before, shallow, costs))), SEARCHED),
    Relation((FAR,), (at_most(perhaps_clipped), ETA[1]), SEARCHED),
    Relation((at_most(aligned),), (at_most(product_of), FAR), SEARCHED),
    Relation((at_most(stretched),), (at_most(reaches), FAR), SEARCHED),
    Relation((at_most(shallow_clipped),), tuple(map(at_most, (is_curvature, clipped, is_near, smooth))), SEARCHED),
    Relation((at_most(gains_clipped),), tuple(map(at_most, (taylor_clipped, aligned, stretched, shallow_clipped))), SEARCHED),
    Relation((at_most(gains_by_length, "w, elsewhere"),), (at_most(gains_clipped), at_most(least_step), FAR), SEARCHED),
)


# 2. the sum: one of three numbers is eta, and T is at least each of the three in the bound


def eta_is_horizon(T: Positive, eta: Positive):
    return 1, T * eta * eta


def eta_is_smoothness(L0: Positive, eta: Positive):
    return 1, 20 * L0 * eta


def eta_is_noise(L1: Positive, tau: Nonnegative, eta: Positive):
    return 1, 128 * L1 * tau * eta


def first(T: Positive, Delta: Positive, epsilon: Positive, L1: Positive):
    return 128 * L1 * Delta, epsilon * T


def second(T: Positive, Delta: Positive, epsilon: Positive):
    return 4 * Delta * Delta, epsilon * epsilon * epsilon * epsilon * T


def third(T: Positive, Delta: Positive, epsilon: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return (80 * L0 + 512 * L1 * tau) * Delta, epsilon * epsilon * T


def above(g: Positive, epsilon: Positive):
    return epsilon, g


def twice(T: Positive, eta: Positive, epsilon: Positive, Delta: Positive):
    return 2 * Delta, T * eta * epsilon * epsilon


def enough(T: Positive, w: Positive, Delta: Positive):
    return 9 * Delta / 5, T * w


def is_gain(w: Positive, eta: Positive, g: Positive):
    return 9 * eta * g * g / 10, w


def is_gain_by_length(w: Positive, g: Positive, L1: Positive):
    return 9 * g / (256 * L1), w


def is_excess(F: Positive, Delta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return F + excess(L0, L1, tau), Delta


def cheap(F: Positive, Delta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return F + 2 * loss(L0, L1, tau), Delta


def summed(X: Real, F: Positive, Delta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return 9 * Delta / 5 - loss(L0, L1, tau) + X, F


def deviates(X: Real, Delta: Positive):
    return 4 * Delta / 5, -X


TWICE = at_most(twice, "T eta epsilon^2 >= 2 Delta")
SUM = (
    Relation((TWICE,), (at_most(second), at_most(eta_is_horizon)), SEARCHED),
    Relation((TWICE,), (at_most(third), at_most(eta_is_smoothness)), SEARCHED),
    Relation((TWICE,), (at_most(third), at_most(eta_is_noise)), SEARCHED),
    Relation((at_most(enough, "T w >= (9/5) Delta"),), (at_most(is_gain), TWICE, at_most(above)), SEARCHED),
    Relation((at_most(enough),), (at_most(is_gain_by_length), at_most(first), at_most(above)), SEARCHED),
    Relation((at_most(cheap, "F + 2 A <= Delta"),), (at_most(is_excess),), SEARCHED),
    Relation((at_most(deviates, "-X >= (4/5) Delta"),), (at_most(summed), at_most(cheap)), SEARCHED),
)


# 4. the noise is small against Delta


def gap(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return epsilon * epsilon, 4 * F * (L0 + L1 * epsilon)


def no_less(F: Positive, Delta: Positive):
    return F, Delta


def at_least_one(T: Positive):
    return 1, T


def by_bound(Delta: Positive, eta: Positive, epsilon: Positive):
    return 2 * Delta * eta, epsilon * epsilon


def gentle(epsilon: Positive, L0: Positive, L1: Positive):
    return L1 * epsilon, L0


def steep(epsilon: Positive, L0: Positive, L1: Positive):
    return L0, L1 * epsilon


def loud(epsilon: Positive, tau: Nonnegative):
    return 3 * epsilon, tau


def soft(epsilon: Positive, tau: Nonnegative):
    return tau, 3 * epsilon


def gap_gentle(F: Positive, epsilon: Positive, L0: Positive):
    return epsilon * epsilon, 8 * F * L0


def gap_steep(F: Positive, epsilon: Positive, L1: Positive):
    return epsilon, 8 * F * L1


def two_terms(F: Positive, Delta: Positive, L0: Positive, tau: Nonnegative):
    return F + 5 * L0 * tau * tau, Delta


def two_others(F: Positive, Delta: Positive, L1: Positive, tau: Nonnegative):
    return F + 2 * L1 * tau * tau * tau, Delta


def square(F: Positive, L0: Positive, tau: Nonnegative):
    return 0, (F - 5 * L0 * tau * tau) * (F - 5 * L0 * tau * tau)


def other_square(F: Positive, L1: Positive, tau: Nonnegative):
    return 0, (F - 2 * L1 * tau * tau * tau) * (F - 2 * L1 * tau * tau * tau)


def means(F: Positive, Delta: Positive, L0: Positive, tau: Nonnegative):
    return 20 * F * L0 * tau * tau, Delta * Delta


def other_means(F: Positive, Delta: Positive, L1: Positive, tau: Nonnegative):
    return 8 * F * L1 * tau * tau * tau, Delta * Delta


def product(epsilon: Positive, tau: Nonnegative, Delta: Positive):
    return 2 * tau * tau * epsilon * epsilon, Delta * Delta


def quiet(eta: Positive, tau: Nonnegative, Delta: Positive):
    return 4 * eta * tau * tau, Delta


GAP, QUIET = at_most(gap, "a start above epsilon has a gap"), at_most(quiet, "eta tau^2 <= Delta/4")
SMALL_NOISE = (
    Relation((at_most(doubled),), (at_most(on_the_way),), SEARCHED),
    Relation((GAP,), tuple(map(at_most, (lower_bounded, doubled, above))), SEARCHED),
    Relation((at_most(at_least_one, "T >= 1"),), (GAP, *map(at_most, (no_less, first, third))), SEARCHED),
    Relation((at_most(by_bound, "2 Delta eta <= epsilon^2"),), (at_most(second), at_most(below_horizon)), SEARCHED),
    Relation((at_most(gap_gentle),), (GAP, at_most(gentle)), SEARCHED),
    Relation((at_most(gap_steep),), (GAP, at_most(steep)), SEARCHED),
    Relation((at_most(two_terms),), (at_most(is_excess),), SEARCHED),
    Relation((at_most(two_others),), (at_most(is_excess),), SEARCHED),
    Relation((at_most(means),), (at_most(two_terms), at_most(square)), SEARCHED),
    Relation((at_most(other_means),), (at_most(two_others), at_most(other_square)), SEARCHED),
    Relation((at_most(product, "where L1 epsilon <= L0"),), (at_most(gap_gentle), at_most(means)), SEARCHED),
    Relation((at_most(product, "where not, and tau >= 3 epsilon"),), tuple(map(at_most, (gap_steep, other_means, loud))), SEARCHED),
    Relation((QUIET,), (at_most(product), at_most(by_bound)), SEARCHED),
    Relation((QUIET,), (*map(at_most, (gap_steep, two_others, soft)), ETA[1]), SEARCHED),
)


# 5. Cantelli's inequality


def variance(V: Nonnegative, eta: Positive, tau: Nonnegative, Delta: Positive):
    return 9 * V, 10 * eta * tau * tau * Delta


def cantelli(p: Unit, V: Nonnegative, Delta: Positive):
    a = 4 * Delta / 5
    return p * (V + a * a), V


def at_most_half(p: Unit):
    return 2 * p, 1


HALF = Relation((at_most(at_most_half, "p <= 1/2"),), (at_most(cantelli), at_most(variance), QUIET), SEARCHED)
PROOF = (*ONE_STEP, *SUM, *SMALL_NOISE, HALF)
