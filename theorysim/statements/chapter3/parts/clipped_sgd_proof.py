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
from theorysim.letters import equals, letter, letters
from theorysim.model import lines
from theorysim.statements.chapter3.notation import L0, L1, Delta, F, epsilon, eta, g, tau
from theorysim.statements.chapter3.parts import gap_of_gradient as gap
from theorysim.statements.chapter3.parts.noisy_steps import HORIZON, NOISE, SMOOTH
from theorysim.statements.chapter3.parts.stochastic_steps import clipped_bound, excess, times_excess

c, H, h, T, w, Y = letters("c H h T w Y", Positive)
q, r, V = letters("q r V", Nonnegative)
d, X = letters("d X", Real)
p = letter("p", Unit)
g_any = letter("g", Nonnegative)

SEARCHED = {
    **{name: (1e-3, 1e3) for name in ("g", "c", "r", "Y", "H", "epsilon", "L0", "L1", "F", "Delta", "q")},
    **{"tau": (0.0, 1e2), "T": (1.0, 1e6), "eta": (1e-6, 1.0), "h": (1e-6, 1.0), "d": (-1e3, 1e3), "X": (-1e3, 1e3)},
}
A = 8 * (L0 + L1 * tau) * tau**2 / 15  # what the noise costs in a step, over eta^2

# 1. one step: Y is the largest L0 + L1 |grad f| on a path no longer than 1/(16 L1), its value at x_k and at most L1 Y/(16 L1) more
curved = (Y <= 16 * (L0 + L1 * g_any) / 15).in_words("the Hessian on the step")
curvature = H <= 16 * (L0 + L1 * g) / 15
never_clipped = 16 * L1 * eta * (g + 2 * tau) <= 1  # |g_k| <= g + tau: whatever the noise, h = eta
clipped = 16 * L1 * h * (r + tau) <= 1
apart = 4 * tau * (g - tau) <= g**2
small_cost = 512 * eta * L1 * tau**2 * (g - tau) <= g**2
costs = H * eta * tau**2 <= 2 * eta * A + g**2 / 100
shallow = 25 * H * eta <= 3
# f(x_k) - f(x_{k+1}) >= eta (g^2 + s) - H eta^2 (g^2 + 2 s + q)/2 with q = |n|^2, and d is that without its terms in s
taylor = eta * g**2 - H / 2 * eta**2 * (g**2 + q) <= d
before = eta * g**2 - H / 2 * eta**2 * (g**2 + tau**2) <= d
gains = (9 * eta * g**2 / 10 - eta**2 * A <= d).in_words("w, where nothing is clipped")

perhaps_clipped = 1 <= 16 * L1 * eta * (g + 2 * tau)
far = 6 * tau <= g
aligned = 5 * g**2 <= 6 * c  # c = <g_k, grad f> = g^2 + s >= g^2 - g tau
stretched = 6 * r <= 7 * g
shallow_clipped = 25 * H * h <= 3
gains_clipped = 3 * h * g**2 / 4 <= d
least_step = 1 <= 16 * L1 * h * (g + 2 * tau)  # h >= min{eta, 1/(16 L1(g + 2 tau))}, here the second

ONE_STEP = lines(
    SEARCHED,
    (curved, Y <= L0 + L1 * g_any + Y / 16),
    (16 * L1 * h * r <= 1, clipped),
    (shallow, curvature, never_clipped, SMOOTH),
    (apart,),
    (small_cost, apart, NOISE),
    (costs, curvature, small_cost),
    (before, taylor, q <= tau**2),
    (gains, before, shallow, costs),
    (far, perhaps_clipped, NOISE),
    (aligned, g**2 - g * tau <= c, far),
    (stretched, r <= g + tau, far),
    (shallow_clipped, curvature, clipped, g <= r + tau, 20 * L0 * h <= 1),
    (gains_clipped, h * c - H / 2 * h**2 * r**2 <= d, aligned, stretched, shallow_clipped),
    ((9 * g / (256 * L1) <= d).in_words("w, elsewhere"), gains_clipped, least_step, far),
)

# 2. the sum: one of three numbers is eta, and T is at least each of the three in the bound
at_the_bound = (clipped_bound(F, epsilon, L0, L1, tau) <= T).in_words("T is at least the bound of the theorem")
in_Delta = times_excess(Delta, epsilon, L0, L1, tau) <= T
first = 128 * L1 * Delta <= epsilon * T
second = 4 * Delta**2 <= epsilon**4 * T
third = (80 * L0 + 512 * L1 * tau) * Delta <= epsilon**2 * T
above = epsilon <= g
twice = 2 * Delta <= T * eta * epsilon**2
enough = 9 * Delta / 5 <= T * w
is_excess = F + excess(L0, L1, tau) <= Delta
cheap = F + 2 * A <= Delta

SUM = lines(
    SEARCHED,
    (in_Delta, at_the_bound, equals(Delta, F + excess(L0, L1, tau))),
    (first, in_Delta),
    (second, in_Delta),
    (third, in_Delta),
    (twice, second, 1 <= T * eta**2),
    (twice, third, 1 <= 20 * L0 * eta),
    (twice, third, 1 <= 128 * L1 * tau * eta),
    (enough, 9 * eta * g**2 / 10 <= w, twice, above),
    (enough, 9 * g / (256 * L1) <= w, first, above),
    (cheap, is_excess),
    (4 * Delta / 5 <= -X, 9 * Delta / 5 - A + X <= F, cheap),
)

# 4. the noise is small against Delta
of_start = (epsilon**2 <= 4 * F * (L0 + L1 * epsilon)).in_words("a start above epsilon has a gap")
by_bound = 2 * Delta * eta <= epsilon**2
of_gentle = epsilon**2 <= 8 * F * L0
of_steep = epsilon <= 8 * F * L1
two_terms = F + 5 * L0 * tau**2 <= Delta
two_others = F + 2 * L1 * tau**3 <= Delta
means = 20 * F * L0 * tau**2 <= Delta**2
other_means = 8 * F * L1 * tau**3 <= Delta**2
product = 2 * tau**2 * epsilon**2 <= Delta**2
quiet = 4 * eta * tau**2 <= Delta

SMALL_NOISE = lines(
    SEARCHED,
    (gap.doubled, gap.on_the_way),
    (of_start, gap.lower_bounded, gap.doubled, above),
    (1 <= T, of_start, F <= Delta, first, third),
    (by_bound, second, HORIZON),
    (of_gentle, of_start, L1 * epsilon <= L0),
    (of_steep, of_start, L0 <= L1 * epsilon),
    (two_terms, is_excess),
    (two_others, is_excess),
    (means, two_terms, 0 <= (F - 5 * L0 * tau**2) ** 2),
    (other_means, two_others, 0 <= (F - 2 * L1 * tau**3) ** 2),
    (product.in_words("where L1 epsilon <= L0"), of_gentle, means),
    (product.in_words("where not, and tau >= 3 epsilon"), of_steep, other_means, 3 * epsilon <= tau),
    (quiet, product, by_bound),
    (quiet, of_steep, two_others, tau <= 3 * epsilon, NOISE),
)

# 5. Cantelli's inequality
cantelli = p * (V + (4 * Delta / 5) ** 2) <= V
PROOF = (*ONE_STEP, *SUM, *SMALL_NOISE, *lines(SEARCHED, (2 * p <= 1, cantelli, 9 * V <= 10 * eta * tau**2 * Delta, quiet)))
