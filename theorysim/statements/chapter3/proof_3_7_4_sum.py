"""From the sum of (h_k/4)||grad f_k||^2 to the sum of min{eta ||grad f_k||^2, ||grad f_k||/(32 L1)}.

h_k ||grad f_k||^2 is at least the min, by the line before; the 1/4 of the sum goes to the right side.
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.model import Claim, Executed, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.noisy_steps import mended, printed
from theorysim.statements.chapter3.parts.run_on_parabola import gains_on_a_run
from theorysim.statements.chapter3.parts.sums_of_gains import gain


def horizon(eta: Positive):
    """eta <= 1/sqrt(T), where T = 1."""
    return eta, 1


def lower(g: Positive, eta: Positive, L1: Positive):
    return gain(g, eta, L1), mended(g, eta, L1, 0) * g * g


def lower_as_printed(g: Positive, eta: Positive, L1: Positive):
    return gain(g, eta, L1), printed(g, eta, L1, 0) * g * g


def summed(g: Positive, eta: Positive, L1: Positive, Delta: Positive):
    """Both gradients at which T = 1 asks are g, and there is no noise."""
    return 2 * mended(g, eta, L1, 0) * g * g / 4, Delta


def summed_as_printed(g: Positive, eta: Positive, L1: Positive, Delta: Positive):
    return 2 * printed(g, eta, L1, 0) * g * g / 4, Delta


def gains(g: Positive, eta: Positive, L1: Positive, Delta: Positive):
    return 2 * gain(g, eta, L1), Delta


def so_far(low: Nonnegative, high: Nonnegative):
    """`low` is a sum of expected gains, `high` that of E[h_k ||grad f_k||^2] over the same k."""
    return low, high


def step(g: Nonnegative, h: Positive, eta: Positive, L1: Positive):
    return gain(g, eta, L1), h * g * g


def one_more(low: Nonnegative, high: Nonnegative, g: Nonnegative, h: Positive, eta: Positive, L1: Positive):
    return low + gain(g, eta, L1), high + h * g * g


def telescoped(high: Nonnegative, Delta: Positive):
    return high / 4, Delta


def in_all(low: Nonnegative, Delta: Positive):
    return low, 4 * Delta


def two_gains(g: Positive, eta: Positive, L1: Positive, Delta: Positive):
    return 2 * gain(g, eta, L1), 4 * Delta


NEAR_ONE = {"g": (1 / 16, 16.0), "eta": (1 / 64, 1.0), "L1": (1 / 64, 1.0), "Delta": (1 / 16, 16.0)}
LINES = (
    at_most(horizon, "eta <= 1/sqrt(T), T = 1"),
    at_most(lower, "min{eta g^2, g/(32 L1)} <= h g^2"),
    at_most(summed, "the sum of (h_k/4) g_k^2 over k = 0, 1 is at most Delta"),
)
PRINTED_LINES = (LINES[0], at_most(lower_as_printed, LINES[1].says), at_most(summed_as_printed, LINES[2].says))
SO_FAR = at_most(so_far, "a sum of gains is at most that of h_k g_k^2")
REPAIRED = "repaired: at most 4 (f(x_0) - f* + (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1)"

statement = Statement(
    "proof-3.7.4-sum",
    (
        Claim(
            Relation((at_most(gains, "the sum of the min over k = 0, 1 is at most Delta"),), LINES, NEAR_ONE),
            cause="constant",
            why="The sum before it has h_k/4: its factor 4 is lost on the way, all of it where h_k = eta.",
            second=(Relation((at_most(gains, "with h_k as (3.11) prints it"),), PRINTED_LINES, NEAR_ONE), Executed((gains_on_a_run,))),
            at=((gains, (2.0, 1.0, 1 / 64, 1.0), 8.0), (summed, (2.0, 1.0, 1 / 64, 1.0), 2.0), (gains, (2.0, 1.0, 1.0, 1.0), 1 / 8)),
        ),
        Claim(
            Relation((at_most(one_more, "and so with one k more"),), (SO_FAR, at_most(step, "min{eta g^2, g/(32 L1)} <= h g^2"))),
            REPAIRED,
            "one more k",
            second=(Relation((at_most(two_gains, "at most 4 Delta"),), LINES, NEAR_ONE),),
        ),
        Claim(
            Relation((at_most(in_all, "the sum of the min is at most 4 Delta"),), (SO_FAR, at_most(telescoped))),
            REPAIRED,
            "sum",
            why="h_k ||grad f_k||^2 sums to at most 4 Delta; with h_k = eta that is attained. The sum is over k < T, as the one before.",
        ),
    ),
)
