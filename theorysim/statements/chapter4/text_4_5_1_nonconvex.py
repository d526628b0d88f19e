"""GClip and CClip can be compared where f is not convex, too: GClip's bound is at least d^theta times that of CClip, theta in [1/2, 1).

The comparison that the page skips: f is L-smooth, eta is 1/(L t^alpha). With thresholds G t, or B_i t for CClip, the squared bias is at
most M^2 t^(2 - 2 alpha) and the mean square at most M^2 t^(2 - alpha), by lemma-4.7.1 and, for a coordinate, by lemma-4.7.5-bias and
lemma-4.7.5-moment as it is repaired: M is G, and |B|_2 with CClip. T, the mean of E|grad f|^2 over K steps, is at most
2 L F t^alpha/K + 2 M^2 t^(2 - 2 alpha), of which the least, up to a factor, is where both are equal: 4 L F t^alpha/K with
L F t^(3 alpha - 2) = K M^2, of order K^(-2 (alpha - 1)/(3 alpha - 2)). For GClip, with G^2 = d |B|_alpha^2 of corollary-4.5.1, at
least d |B|_2^2, t is rho times as large, rho^(3 alpha - 2) >= d, and the bound rho^alpha times: theta is alpha/(3 alpha - 2). Only bounds
are compared: G = |B|_alpha will do, without the factor d, and then GClip's is at least CClip's.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, B, F, K, L, alpha, beta, d, eta, grad, k
from theorysim.statements.chapter4.proof_4_7_1_case1 import ALL, after, b, biased, product, smooth, square, value

M, t, u = letters("M t u", Positive)
X, Y, one, T = letters("X Y one T", Nonnegative)  # sums over coordinates, of the B_i^2 too, and one coordinate more
drop, fall = letters("drop fall", Real)  # what f falls in a step, and in k
DRAWN = RANGES | {name: (1e-3, 1e3) for name in (*ALL, "M", "t", "X", "Y", "one", "T", "drop", "fall", "u", "rho")}

at_bias = equals(M**alpha * (M * t) ** -beta, M * t**-beta)
at_square = equals(M**alpha * (M * t) ** (2 - alpha), M**2 * t ** (2 - alpha))
added = X + one <= (Y + B**2) * u

falls = eta / 2 * grad**2 <= value - after + eta / 2 * b**2 + L / 2 * eta**2 * square
IN_MEAN = (smooth, equals(product, grad**2 + biased), -grad * b <= biased)
noise = M**2 * t ** (2 - 2 * alpha)
short = 1 / (L * t**alpha)
one_step = grad**2 <= 2 * L * t**alpha * drop + 2 * noise
CLIPPED = (b**2 <= noise, square <= M**2 * t ** (2 - alpha), short / 2 * grad**2 <= drop + short / 2 * b**2 + L / 2 * short**2 * square)
so_far = k * T <= 2 * L * t**alpha * fall + 2 * k * noise
one_more = k * T + grad**2 <= 2 * L * t**alpha * (fall + drop) + 2 * (k + 1) * noise
bound = 4 * L * F * t**alpha / K
counted = T <= bound
SUMMED = (K * T <= 2 * L * t**alpha * F + 2 * K * noise, equals(K * M**2, L * F * t ** (3 * alpha - 2)))

rho = letter("rho", AtLeastOne)  # the t of GClip over that of CClip
e = 3 * alpha - 2
larger = d <= rho**e
larger_t = equals(K * (rho**e * M**2), L * F * (rho * t) ** e)
AT_LEAST = (d * M**2 <= rho**e * M**2).in_words("d M^2 of CClip is at most M^2 of GClip")
ratio = equals(4 * L * F * (rho * t) ** alpha / K, rho**alpha * bound)
at_least = d <= (rho**alpha) ** 2

statement = Statement(
    "text-4.5.1-nonconvex",
    Claim(Relation((at_bias, at_square), search=DRAWN), part="at thresholds M t"),
    Claim(Relation((added,), (X <= Y * u, one <= B**2 * u), DRAWN), part="one coordinate more"),
    Claim(Relation((falls,), IN_MEAN, DRAWN, hints=(0 <= (grad - b) ** 2,)), part="a step"),
    Claim(Relation((one_step,), CLIPPED, DRAWN), part="a step of that size"),
    Claim(Relation((one_more,), (so_far, one_step), DRAWN), part="one step more"),
    Claim(Relation((counted,), SUMMED, DRAWN), part="the bounds", at=((bound, {"L": 2, "F": 3, "t": 2, "alpha": 2, "K": 4}, 24),)),
    Claim(Relation((larger_t,), SUMMED[1:], DRAWN), part="M of rho t"),
    Claim(Relation((ratio,), search=DRAWN), part="the ratio of the bounds"),
    Claim(Relation((larger,), (AT_LEAST,), DRAWN), part="how large rho is"),
    Claim(Relation((at_least,), (larger,), DRAWN, hints=(rho**e <= rho ** (2 * alpha),)), part="at least sqrt(d) times"),
)
