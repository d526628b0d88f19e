"""Hence along with eta <= 1/sqrt(T): E sum_{k <= T} min{eta |grad f_k|^2, |grad f_k|/(32 L1)} <= f(x_0) - f* + D.

D = (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1. h_k |grad f_k|^2 is at least the min, by the line before; the sum before that has a 1/4, which
goes to the right side.
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letter, letters
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.notation import L1, Delta, eta, g
from theorysim.statements.chapter3.parts.noisy_steps import ONE, mended, printed
from theorysim.statements.chapter3.parts.run_on_parabola import gains_on_a_run
from theorysim.statements.chapter3.parts.sums_of_gains import gain

# T = 1 and no noise: both gradients that are asked are g, and eta <= 1/sqrt(T) = 1
gains = (2 * gain(g, eta, L1) <= Delta).in_words("the sum of the min over k = 0, 1")


def by_lines(rule):
    """The lines before it, h being by that rule."""
    gained = rule(g, eta, L1, 0) * g**2
    return ONE, gain(g, eta, L1) <= gained, (2 * gained / 4 <= Delta).in_words("the sum of (h_k/4) g_k^2 over k = 0, 1")


NEAR_ONE = {"g": (1 / 16, 16.0), "eta": (1 / 64, 1.0), "L1": (1 / 64, 1.0), "Delta": (1 / 16, 16.0)}
LINES = by_lines(mended)

REPAIRED = "repaired: at most 4 (f(x_0) - f* + (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1)"
low, high = letters("low high", Nonnegative)  # a sum of expected gains, and that of E[h_k |grad f_k|^2] over the same k
g_k, h = letter("g", Nonnegative), letter("h", Positive)
so_far = low <= high

statement = Statement(
    "proof-3.7.4-sum",
    Claim(
        Relation((gains,), LINES, NEAR_ONE),
        cause="constant",
        why="The sum before it has h_k/4: its factor 4 is lost on the way, all of it where h_k = eta.",
        second=(Relation((gains.in_words("with h_k as (3.11) prints it"),), by_lines(printed), NEAR_ONE), Executed((gains_on_a_run,))),
        at=(
            (gains, {"g": 2, "eta": 1, "L1": 1 / 64, "Delta": 1}, 8),
            (LINES[2], {"g": 2, "eta": 1, "L1": 1 / 64, "Delta": 1}, 2),
            (gains, {"g": 2, "eta": 1, "L1": 1, "Delta": 1}, 1 / 8),
        ),
    ),
    Claim(
        Relation((low + gain(g_k, eta, L1) <= high + h * g_k**2,), (so_far, gain(g_k, eta, L1) <= h * g_k**2)),
        REPAIRED,
        "one more k",
        second=(Relation((2 * gain(g, eta, L1) <= 4 * Delta,), LINES, NEAR_ONE),),
    ),
    Claim(
        Relation((low <= 4 * Delta,), (so_far, high / 4 <= Delta)),
        REPAIRED,
        "sum",
        why="h_k ||grad f_k||^2 sums to at most 4 Delta; with h_k = eta that is attained. The sum is over k < T, as the one before.",
    ),
)
