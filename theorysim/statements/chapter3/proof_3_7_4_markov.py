"""Markov's inequality for the least gradient: over laws of a nonnegative variable, and for the sum of gains.

A law of two values v and w, v with probability p, is enough to refute; what holds is proved for every law, from an inequality at each
outcome.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import letters
from theorysim.maths import maximum, sqrt, where
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.sums_of_gains import BEYOND, RANGES, gain, gain_grows

Delta, epsilon, eta, L0, L1, T = letters("Delta epsilon eta L0 L1 T", Positive)
E, tau, v, w = letters("E tau v w", Nonnegative)
P, p = letters("P p", Unit)


mean = p * v + (1 - p) * w <= 2 * epsilon
printed = 1 / 2 <= p * where(v <= epsilon, 1, 0) + (1 - p) * where(w <= epsilon, 1, 0)
four_times = p * where(v >= 4 * epsilon, 1, 0) + (1 - p) * where(w >= 4 * epsilon, 1, 0) <= 1 / 2
at_an_outcome = 4 * epsilon * where(v >= 4 * epsilon, 1, 0) <= v  # 4 epsilon times the indicator of v >= 4 epsilon.
in_the_mean = 4 * epsilon * P <= E
expected = E <= 2 * epsilon
half = P <= 1 / 2
grows = gain(epsilon, eta, L1) * where(v >= epsilon, 1, 0) <= gain(v, eta, L1)  # The gain at epsilon times the indicator of v >= epsilon.


rest = maximum(maximum(20 * L0, 128 * L1 * tau), sqrt(T))
# T P times the gain at epsilon is at most the expected sum of gains; one over eta is the max, written out.
mean_gain = T * P * gain(epsilon, 1 / rest, L1) <= Delta


MEAN = mean.in_words("E min <= 2 epsilon")
FOUR = "repaired: P{min_{k <= T} ||grad f(x_k)|| >= 4 epsilon} <= 1/2"
GAINS = "repaired: P{min_k ||grad f(x_k)|| >= epsilon} <= 1/2, by Markov's inequality for the sum of min{eta g_k^2, g_k/(32 L1)}"

statement = Statement(
    "proof-3.7.4-markov",
    (
        Claim(
            Relation((printed.in_words("1/2 <= P{min <= epsilon}"),), (MEAN,), {"epsilon": (1e-6, 1e4)}),
            cause="constant",
            why="Markov's inequality gives a half only beyond twice the mean: the constant 2 epsilon is never at most epsilon.",
            at=(
                (printed, {"p": 0.25, "v": 1.0, "w": 3.0, "epsilon": 1.0}, 0.5),
                (four_times, {"p": 0.25, "v": 4.0, "w": 3.0, "epsilon": 1.0}, 0.25),
            ),
        ),
        Claim(
            Relation((at_an_outcome.in_words("4 epsilon 1{v >= 4 epsilon} <= v"),)),
            FOUR,
            "outcome",
            second=(Relation((four_times.in_words("on two values"),), (MEAN,), {"epsilon": (1e-6, 1e4)}),),
        ),
        Claim(
            Relation((half.in_words("P <= 1/2"),), (in_the_mean.in_words("4 epsilon P <= E"), expected.in_words("E <= 2 epsilon"))),
            FOUR,
            "mean",
            why="The values 0 and 4 epsilon, each with probability 1/2, attain it.",
        ),
        Claim(Relation((grows.in_words("gain(epsilon) 1{v >= epsilon} <= gain(v)"),)), GAINS, "outcome of a gain"),
        gain_grows(GAINS),
        Claim(
            Relation(
                (half.in_words("P <= 1/2"),),
                (mean_gain.in_words("T gain(epsilon) P <= E of the sum <= Delta"), *BEYOND),
                RANGES,
            ),
            GAINS,
            "mean of the gains",
            why="The sum of gains is at most Delta by a line before; at that horizon the gain at epsilon is at least 2 Delta/T.",
        ),
    ),
)
