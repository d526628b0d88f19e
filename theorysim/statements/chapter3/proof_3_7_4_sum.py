"""From the sum of (h_k/4)||grad f_k||^2 to the sum of min{eta ||grad f_k||^2, ||grad f_k||/(32 L1)}.

h_k ||grad f_k||^2 is at least the min, by the line before; the 1/4 of the sum goes to the right side.
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letters
from theorysim.model import Claim, Executed, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.noisy_steps import mended, printed
from theorysim.statements.chapter3.parts.run_on_parabola import gains_on_a_run
from theorysim.statements.chapter3.parts.sums_of_gains import gain

Delta, eta, g, L1 = letters("Delta eta g L1", Positive)
high, low = letters("high low", Nonnegative)


horizon = eta <= 1  # eta <= 1/sqrt(T), where T = 1.
lower = gain(g, eta, L1) <= mended(g, eta, L1, 0) * g * g
lower_as_printed = gain(g, eta, L1) <= printed(g, eta, L1, 0) * g * g
summed = 2 * mended(g, eta, L1, 0) * g * g / 4 <= Delta  # Both gradients at which T = 1 asks are g, and there is no noise.
summed_as_printed = 2 * printed(g, eta, L1, 0) * g * g / 4 <= Delta
gains = 2 * gain(g, eta, L1) <= Delta
so_far = low <= high  # `low` is a sum of expected gains, `high` that of E[h_k ||grad f_k||^2] over the same k.


def step(g: Nonnegative, h: Positive, eta: Positive, L1: Positive):
    return gain(g, eta, L1), h * g * g


def one_more(low: Nonnegative, high: Nonnegative, g: Nonnegative, h: Positive, eta: Positive, L1: Positive):
    return low + gain(g, eta, L1), high + h * g * g


telescoped = high / 4 <= Delta
in_all = low <= 4 * Delta
two_gains = 2 * gain(g, eta, L1) <= 4 * Delta


NEAR_ONE = {"g": (1 / 16, 16.0), "eta": (1 / 64, 1.0), "L1": (1 / 64, 1.0), "Delta": (1 / 16, 16.0)}
LINES = (
    horizon.in_words("eta <= 1/sqrt(T), T = 1"),
    lower.in_words("min{eta g^2, g/(32 L1)} <= h g^2"),
    summed.in_words("the sum of (h_k/4) g_k^2 over k = 0, 1 is at most Delta"),
)
PRINTED_LINES = (LINES[0], lower_as_printed.in_words(LINES[1].says), summed_as_printed.in_words(LINES[2].says))
SO_FAR = so_far.in_words("a sum of gains is at most that of h_k g_k^2")
REPAIRED = "repaired: at most 4 (f(x_0) - f* + (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1)"

statement = Statement(
    "proof-3.7.4-sum",
    (
        Claim(
            Relation((gains.in_words("the sum of the min over k = 0, 1 is at most Delta"),), LINES, NEAR_ONE),
            cause="constant",
            why="The sum before it has h_k/4: its factor 4 is lost on the way, all of it where h_k = eta.",
            second=(Relation((gains.in_words("with h_k as (3.11) prints it"),), PRINTED_LINES, NEAR_ONE), Executed((gains_on_a_run,))),
            at=(
                (gains, {"g": 2.0, "eta": 1.0, "L1": 1 / 64, "Delta": 1.0}, 8.0),
                (summed, {"g": 2.0, "eta": 1.0, "L1": 1 / 64, "Delta": 1.0}, 2.0),
                (gains, {"g": 2.0, "eta": 1.0, "L1": 1.0, "Delta": 1.0}, 1 / 8),
            ),
        ),
        Claim(
            Relation((at_most(one_more, "and so with one k more"),), (SO_FAR, at_most(step, "min{eta g^2, g/(32 L1)} <= h g^2"))),
            REPAIRED,
            "one more k",
            second=(Relation((two_gains.in_words("at most 4 Delta"),), LINES, NEAR_ONE),),
        ),
        Claim(
            Relation((in_all.in_words("the sum of the min is at most 4 Delta"),), (SO_FAR, telescoped)),
            REPAIRED,
            "sum",
            why="h_k ||grad f_k||^2 sums to at most 4 Delta; with h_k = eta that is attained. The sum is over k < T, as the one before.",
        ),
    ),
)
