"""On x^2/2, through noise with E n^2 infinite, E|f'(x_k)|^2 is infinite for k >= 1, whatever steps eta_k > 0 are fixed before g_k is seen.

A step is x_k = (1 - eta) x - eta n with x = x_{k-1}, so that x_k^2 >= eta^2 n^2/2 - (1 - eta)^2 x^2 at every outcome, at eta = 1 too.
Let S be the mean of n^2 where |n| <= t, and X that of x_k^2, x fixed: S grows without bound with t, and X with it, whatever x is. (The
start itself is given: at k = 0 there is nothing infinite.)

"Nonconvergence", the heading, is to be read in the mean square. With eta_k = 1/k, x_k is minus the mean of k noises. Clipped at k they
have a mean at most 1/v from 0, and a mean square at most k/v, where v = k^(alpha - 1)/sigma^alpha: so the mean square of *their* mean
is at most 1/v + 1/v^2. One of them differs from its noise with probability at most k/(k v). So E min{1, x_k^2} <= 2/v + 1/v^2, which
goes to 0, and with it the probability that |f'(x_k)| is beyond any bound.
"""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import letter, letters
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, eta, x
from theorysim.statements.chapter4.parts.clipped_noise import BIAS, SELDOM, SQUARE

(step,) = gradient_descent.stages  # along a noisy gradient it is SGD
n = letter("n", Real)
V, S, X, never, mean, square, error = letters("V S X never mean square error", Nonnegative)

outcome = eta**2 * n**2 / 2 - (1 - eta) ** 2 * x**2 <= step(x, x + n, eta) ** 2
LARGE = 2 * (V + 1 + (1 - eta) ** 2 * x**2) / eta**2  # S, for some t
beyond = V < eta**2 * LARGE / 2 - (1 - eta) ** 2 * x**2

# --- k noises, clipped at k: v is k^(alpha - 1)/sigma^alpha -----------------------------------------------------------------

k, v = letters("k v", Nonnegative)
bounded = error <= 2 / v + 1 / v**2
CLIPPED = (never * v <= 1, mean * v <= 1, square * v <= k, error <= never + square / k + mean**2, 1 <= k, 0 < v)

statement = Statement(
    "remark-4.4.1",
    Claim(Relation((outcome,)), part="an outcome", at=((outcome, {"eta": 1, "n": 4, "x": 7}, 8),)),
    Claim(Exists((beyond,)), part="the mean square is infinite"),
    Claim(BIAS, part="the heading, steps 1/k: the mean of clipped noise"),
    Claim(SQUARE, part="the heading, steps 1/k: its mean square"),
    Claim(SELDOM, part="the heading, steps 1/k: how often it is clipped"),
    Claim(
        Relation((bounded,), CLIPPED, RANGES),
        part="the heading, steps 1/k: E min{1, x_k^2} goes to 0",
        why="The heading is true of the mean square alone: with steps 1/k SGD converges in probability.",
    ),
)
