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
from theorysim.letters import letter, letters
from theorysim.model import Relation, at_most
from theorysim.statements.chapter3.parts.gap_of_gradient import doubled, lower_bounded, on_the_way
from theorysim.statements.chapter3.parts.noisy_steps import below_horizon, below_noise, below_smoothness
from theorysim.statements.chapter3.parts.stochastic_steps import excess

c, Delta, epsilon, eta, F, g, H, h, L0, L1, T, w = letters("c Delta epsilon eta F g H h L0 L1 T w", Positive)
d, X = letters("d X", Real)
p = letter("p", Unit)
q, r, tau, V = letters("q r tau V", Nonnegative)

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


clipped = 16 * L1 * h * (r + tau) <= 1
short = 16 * L1 * h * r <= 1
is_curvature = H <= 16 * (L0 + L1 * g) / 15
never_clipped = 16 * L1 * eta * (g + 2 * tau) <= 1  # |g_k| <= g + tau: whatever the noise, h = eta.
shallow = 25 * H * eta <= 3
apart = 4 * tau * (g - tau) <= g * g
small_cost = 512 * eta * L1 * tau * tau * (g - tau) <= g * g
costs = H * eta * tau * tau <= 2 * eta * loss(L0, L1, tau) + g * g / 100


# f(x_k) - f(x_{k+1}) >= eta (g^2 + s) - H eta^2 (g^2 + 2 s + q)/2 with q = |n|^2, and d is that without its terms in s.
taylor = eta * g * g - H / 2 * eta * eta * (g * g + q) <= d
noise = q <= tau * tau
before = eta * g * g - H / 2 * eta * eta * (g * g + tau * tau) <= d
gains = 9 * eta * g * g / 10 - eta * eta * loss(L0, L1, tau) <= d
perhaps_clipped = 1 <= 16 * L1 * eta * (g + 2 * tau)
far_from_noise = 6 * tau <= g
product_of = g * g - g * tau <= c  # c = <g_k, grad f> = g^2 + s >= g^2 - g tau.
aligned = 5 * g * g <= 6 * c
reaches = r <= g + tau
stretched = 6 * r <= 7 * g
is_near = g <= r + tau
smooth = 20 * L0 * h <= 1
shallow_clipped = 25 * H * h <= 3
taylor_clipped = h * c - H / 2 * h * h * r * r <= d
gains_clipped = 3 * h * g * g / 4 <= d
least_step = 1 <= 16 * L1 * h * (g + 2 * tau)  # h >= min{eta, 1/(16 L1(g + 2 tau))}, here the second.
gains_by_length = 9 * g / (256 * L1) <= d


ETA = (below_smoothness.in_words("eta <= 1/(20 L0)"), below_noise.in_words("eta <= 1/(128 L1 tau)"))
FAR = far_from_noise.in_words("6 tau <= g")
ONE_STEP = (
    Relation((at_most(curved, "the Hessian on the step"),), (at_most(grows),), SEARCHED),
    Relation((short.in_words("a step is no longer than 1/(16 L1)"),), (clipped,), SEARCHED),
    Relation((shallow.in_words("H eta <= 3/25"),), (is_curvature, never_clipped, ETA[0]), SEARCHED),
    Relation((apart,), (), SEARCHED),
    Relation((small_cost,), (apart, ETA[1]), SEARCHED),
    Relation((costs,), (is_curvature, small_cost), SEARCHED),
    Relation((before,), (taylor, noise), SEARCHED),
    Relation(
        (gains.in_words("w, where nothing is clipped"),),
        (
            before,
            shallow,
            costs,
        ),
        SEARCHED,
    ),
    Relation((FAR,), (perhaps_clipped, ETA[1]), SEARCHED),
    Relation((aligned,), (product_of, FAR), SEARCHED),
    Relation((stretched,), (reaches, FAR), SEARCHED),
    Relation(
        (shallow_clipped,),
        (
            is_curvature,
            clipped,
            is_near,
            smooth,
        ),
        SEARCHED,
    ),
    Relation(
        (gains_clipped,),
        (
            taylor_clipped,
            aligned,
            stretched,
            shallow_clipped,
        ),
        SEARCHED,
    ),
    Relation((gains_by_length.in_words("w, elsewhere"),), (gains_clipped, least_step, FAR), SEARCHED),
)


# 2. the sum: one of three numbers is eta, and T is at least each of the three in the bound


eta_is_horizon = 1 <= T * eta * eta
eta_is_smoothness = 1 <= 20 * L0 * eta
eta_is_noise = 1 <= 128 * L1 * tau * eta
first = 128 * L1 * Delta <= epsilon * T
second = 4 * Delta * Delta <= epsilon * epsilon * epsilon * epsilon * T
third = (80 * L0 + 512 * L1 * tau) * Delta <= epsilon * epsilon * T
above = epsilon <= g
twice = 2 * Delta <= T * eta * epsilon * epsilon
enough = 9 * Delta / 5 <= T * w
is_gain = 9 * eta * g * g / 10 <= w
is_gain_by_length = 9 * g / (256 * L1) <= w
is_excess = F + excess(L0, L1, tau) <= Delta
cheap = F + 2 * loss(L0, L1, tau) <= Delta
summed = 9 * Delta / 5 - loss(L0, L1, tau) + X <= F
deviates = 4 * Delta / 5 <= -X


TWICE = twice.in_words("T eta epsilon^2 >= 2 Delta")
SUM = (
    Relation((TWICE,), (second, eta_is_horizon), SEARCHED),
    Relation((TWICE,), (third, eta_is_smoothness), SEARCHED),
    Relation((TWICE,), (third, eta_is_noise), SEARCHED),
    Relation((enough.in_words("T w >= (9/5) Delta"),), (is_gain, TWICE, above), SEARCHED),
    Relation((enough,), (is_gain_by_length, first, above), SEARCHED),
    Relation((cheap.in_words("F + 2 A <= Delta"),), (is_excess,), SEARCHED),
    Relation((deviates.in_words("-X >= (4/5) Delta"),), (summed, cheap), SEARCHED),
)


# 4. the noise is small against Delta


gap = epsilon * epsilon <= 4 * F * (L0 + L1 * epsilon)
no_less = F <= Delta
at_least_one = 1 <= T
by_bound = 2 * Delta * eta <= epsilon * epsilon
gentle = L1 * epsilon <= L0
steep = L0 <= L1 * epsilon
loud = 3 * epsilon <= tau
soft = tau <= 3 * epsilon
gap_gentle = epsilon * epsilon <= 8 * F * L0
gap_steep = epsilon <= 8 * F * L1
two_terms = F + 5 * L0 * tau * tau <= Delta
two_others = F + 2 * L1 * tau * tau * tau <= Delta
square = 0 <= (F - 5 * L0 * tau * tau) * (F - 5 * L0 * tau * tau)
other_square = 0 <= (F - 2 * L1 * tau * tau * tau) * (F - 2 * L1 * tau * tau * tau)
means = 20 * F * L0 * tau * tau <= Delta * Delta
other_means = 8 * F * L1 * tau * tau * tau <= Delta * Delta
product = 2 * tau * tau * epsilon * epsilon <= Delta * Delta
quiet = 4 * eta * tau * tau <= Delta


GAP, QUIET = gap.in_words("a start above epsilon has a gap"), quiet.in_words("eta tau^2 <= Delta/4")
SMALL_NOISE = (
    Relation((doubled,), (on_the_way,), SEARCHED),
    Relation(
        (GAP,),
        (
            lower_bounded,
            doubled,
            above,
        ),
        SEARCHED,
    ),
    Relation((at_least_one.in_words("T >= 1"),), (GAP, no_less, first, third), SEARCHED),
    Relation((by_bound.in_words("2 Delta eta <= epsilon^2"),), (second, below_horizon), SEARCHED),
    Relation((gap_gentle,), (GAP, gentle), SEARCHED),
    Relation((gap_steep,), (GAP, steep), SEARCHED),
    Relation((two_terms,), (is_excess,), SEARCHED),
    Relation((two_others,), (is_excess,), SEARCHED),
    Relation((means,), (two_terms, square), SEARCHED),
    Relation((other_means,), (two_others, other_square), SEARCHED),
    Relation((product.in_words("where L1 epsilon <= L0"),), (gap_gentle, means), SEARCHED),
    Relation(
        (product.in_words("where not, and tau >= 3 epsilon"),),
        (
            gap_steep,
            other_means,
            loud,
        ),
        SEARCHED,
    ),
    Relation((QUIET,), (product, by_bound), SEARCHED),
    Relation((QUIET,), (gap_steep, two_others, soft, ETA[1]), SEARCHED),
)


# 5. Cantelli's inequality


variance = 9 * V <= 10 * eta * tau * tau * Delta


a = 4 * Delta / 5
cantelli = p * (V + a * a) <= V
at_most_half = 2 * p <= 1


HALF = Relation((at_most_half.in_words("p <= 1/2"),), (cantelli, variance, QUIET), SEARCHED)
PROOF = (*ONE_STEP, *SUM, *SMALL_NOISE, HALF)
