"""Heavy ball: averaged points, and Polyak's tuning on strongly convex functions (false).

Ghadimi, Feyzmahdavian, Johansson (2015), theorem 1: alpha in (0, (1 - beta)/L],
f(mean of x_0..x_T) - f* <= (beta/(1 - beta) F + (1 - beta)/(2 alpha) R^2)/(T + 1).
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Positive, Real, Start, Unit
from theorysim.maths import log, sqrt
from theorysim.methods.averaged import averaged
from theorysim.model import Bound, Claim, Method, Statement
from theorysim.quantities.gap import gap


def step(x: Real, g: Real, before: Start, alpha: Positive, beta: Unit):
    return x - alpha * g + beta * (x - before), x


def alpha(L: Positive):
    return 1 / (4 * L)


def beta():
    return 3 / 4


def flat():
    return 0


def bound(F: Positive, R: Positive, epsilon: Positive, L: Positive):
    return (3 * F + L * R * R / 2) / epsilon + 1


def bound_off(R: Positive, epsilon: Positive, L: Positive):
    return L * R * R / 2 / epsilon + 1


def tuned_alpha(L: Positive, mu: Positive):
    return 4 / ((sqrt(L) + sqrt(mu)) * (sqrt(L) + sqrt(mu)))


def tuned_beta(L: Positive, mu: Positive):
    return ((sqrt(L) - sqrt(mu)) / (sqrt(L) + sqrt(mu))) * ((sqrt(L) - sqrt(mu)) / (sqrt(L) + sqrt(mu)))


def tuned_bound(R: Positive, epsilon: Positive, L: Positive, mu: Positive):
    return 20 * sqrt(L / mu) * log(1 + L * L * R * R / (mu * epsilon)) + 20


CL = (lower_bounded, smooth, convex)
RANGES = {"L": (1 / 16, 16), "epsilon": (1 / 256, 16)}
SM = Method(step)
M = averaged(SM)
C = {"alpha": alpha, "beta": beta, "weight_power": flat}
true = Statement("hb_true", (Claim(Bound(M, bound, CL, C, RANGES, until=gap)),))
false = Statement("hb_false", (Claim(Bound(M, bound_off, CL, C, RANGES, until=gap)),))
S = {"L": (16, 64), "mu": (1 / 2, 2), "epsilon": (1 / 256, 16)}
tuned = Statement(
    "hb_tuned",
    (Claim(Bound(Method(step), tuned_bound, (smooth, strongly_convex), {"alpha": tuned_alpha, "beta": tuned_beta}, S, until=gap)),),
)
