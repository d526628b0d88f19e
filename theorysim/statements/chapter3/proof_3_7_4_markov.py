"""Markov's inequality for the least gradient: over laws of a nonnegative variable, and for the sum of gains.

A law of two values v and w, v with probability p, is enough to refute; what holds is proved for every law, from an inequality at each
outcome.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.maths import maximum, sqrt, where
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.sums_of_gains import BEYOND, RANGES, gain, gain_grows


def mean(p: Unit, v: Nonnegative, w: Nonnegative, epsilon: Positive):
    return p * v + (1 - p) * w, 2 * epsilon


def printed(p: Unit, v: Nonnegative, w: Nonnegative, epsilon: Positive):
    return 1 / 2, p * where(v <= epsilon, 1, 0) + (1 - p) * where(w <= epsilon, 1, 0)


def four_times(p: Unit, v: Nonnegative, w: Nonnegative, epsilon: Positive):
    return p * where(v >= 4 * epsilon, 1, 0) + (1 - p) * where(w >= 4 * epsilon, 1, 0), 1 / 2


def at_an_outcome(v: Nonnegative, epsilon: Positive):
    """4 epsilon times the indicator of v >= 4 epsilon."""
    return 4 * epsilon * where(v >= 4 * epsilon, 1, 0), v


def in_the_mean(P: Unit, E: Nonnegative, epsilon: Positive):
    return 4 * epsilon * P, E


def expected(E: Nonnegative, epsilon: Positive):
    return E, 2 * epsilon


def half(P: Unit):
    return P, 1 / 2


def grows(v: Nonnegative, epsilon: Positive, eta: Positive, L1: Positive):
    """The gain at epsilon times the indicator of v >= epsilon."""
    return gain(epsilon, eta, L1) * where(v >= epsilon, 1, 0), gain(v, eta, L1)


def mean_gain(P: Unit, T: Positive, epsilon: Positive, L0: Positive, L1: Positive, tau: Nonnegative, Delta: Positive):
    """T P times the gain at epsilon is at most the expected sum of gains; one over eta is the max, written out."""
    rest = maximum(maximum(20 * L0, 128 * L1 * tau), sqrt(T))
    return T * P * gain(epsilon, 1 / rest, L1), Delta


MEAN = at_most(mean, "E min <= 2 epsilon")
FOUR = "repaired: P{min_{k <= T} ||grad f(x_k)|| >= 4 epsilon} <= 1/2"
GAINS = "repaired: P{min_k ||grad f(x_k)|| >= epsilon} <= 1/2, by Markov's inequality for the sum of min{eta g_k^2, g_k/(32 L1)}"

statement = Statement(
    "proof-3.7.4-markov",
    (
        Claim(
            Relation((at_most(printed, "1/2 <= P{min <= epsilon}"),), (MEAN,), {"epsilon": (1e-6, 1e4)}),
            cause="constant",
            why="Markov's inequality gives a half only beyond twice the mean: the constant 2 epsilon is never at most epsilon.",
            at=((printed, (0.25, 1.0, 3.0, 1.0), 0.5), (four_times, (0.25, 4.0, 3.0, 1.0), 0.25)),
        ),
        Claim(
            Relation((at_most(at_an_outcome, "4 epsilon 1{v >= 4 epsilon} <= v"),)),
            FOUR,
            "outcome",
            second=(Relation((at_most(four_times, "on two values"),), (MEAN,), {"epsilon": (1e-6, 1e4)}),),
        ),
        Claim(
            Relation((at_most(half, "P <= 1/2"),), (at_most(in_the_mean, "4 epsilon P <= E"), at_most(expected, "E <= 2 epsilon"))),
            FOUR,
            "mean",
            why="The values 0 and 4 epsilon, each with probability 1/2, attain it.",
        ),
        Claim(Relation((at_most(grows, "gain(epsilon) 1{v >= epsilon} <= gain(v)"),)), GAINS, "outcome of a gain"),
        gain_grows(GAINS),
        Claim(
            Relation(
                (at_most(half, "P <= 1/2"),),
                (at_most(mean_gain, "T gain(epsilon) P <= E of the sum <= Delta"), *BEYOND),
                RANGES,
            ),
            GAINS,
            "mean of the gains",
            why="The sum of gains is at most Delta by a line before; at that horizon the gain at epsilon is at least 2 Delta/T.",
        ),
    ),
)
