"""By Markov's inequality P{min_{k <= T} |grad f(x_k)| <= epsilon} >= 1/2, from E min_{k <= T} |grad f(x_k)| <= 2 epsilon.

A law of two values v and w, v with probability p, is enough to refute; what holds is proved for every law, from an inequality at each
outcome, with the expected value E and the probability P.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import letter, letters
from theorysim.maths import maximum, sqrt, where
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, Delta, epsilon, eta, tau
from theorysim.statements.chapter3.parts.sums_of_gains import BEYOND, RANGES, gain, gain_grows

E, v, w = letters("E v w", Nonnegative)
P, p = letters("P p", Unit)
T = letter("T", Positive)


def on_two_values(weight):
    return p * weight(v) + (1 - p) * weight(w)


mean = (on_two_values(lambda v: v) <= 2 * epsilon).in_words("E min <= 2 epsilon")
printed = (1 / 2 <= on_two_values(lambda v: where(v <= epsilon, 1, 0))).in_words("P{min <= epsilon} >= 1/2")
half = P <= 1 / 2

FOUR = "repaired: P{min_{k <= T} ||grad f(x_k)|| >= 4 epsilon} <= 1/2"
four_times = (on_two_values(lambda v: where(v >= 4 * epsilon, 1, 0)) <= 1 / 2).in_words("P{min >= 4 epsilon} <= 1/2")

GAINS = "repaired: P{min_k ||grad f(x_k)|| >= epsilon} <= 1/2, by Markov's inequality for the sum of min{eta g_k^2, g_k/(32 L1)}"
gain_at_epsilon = gain(epsilon, 1 / maximum(maximum(20 * L0, 128 * L1 * tau), sqrt(T)), L1)

statement = Statement(
    "proof-3.7.4-markov",
    Claim(
        Relation((printed,), (mean,), {"epsilon": (1e-6, 1e4)}),
        cause="constant",
        why="Markov's inequality gives a half only beyond twice the mean: the constant 2 epsilon is never at most epsilon.",
        at=((printed, {"p": 0.25, "v": 1, "w": 3, "epsilon": 1}, 0.5), (four_times, {"p": 0.25, "v": 4, "w": 3, "epsilon": 1}, 0.25)),
    ),
    Claim(
        Relation((4 * epsilon * where(v >= 4 * epsilon, 1, 0) <= v,)),
        FOUR,
        "outcome",
        second=(Relation((four_times,), (mean,), {"epsilon": (1e-6, 1e4)}),),
    ),
    Claim(
        Relation((half,), (4 * epsilon * P <= E, E <= 2 * epsilon)),
        FOUR,
        "mean",
        why="The values 0 and 4 epsilon, each with probability 1/2, attain it.",
    ),
    Claim(Relation((gain(epsilon, eta, L1) * where(v >= epsilon, 1, 0) <= gain(v, eta, L1),)), GAINS, "outcome of a gain"),
    gain_grows(GAINS),
    Claim(
        Relation((half,), ((T * P * gain_at_epsilon <= Delta).in_words("T gain(epsilon) P <= E of the sum of gains"), *BEYOND), RANGES),
        GAINS,
        "mean of the gains",
        why="The sum of gains is at most Delta by a line before; at that horizon the gain at epsilon is at least 2 Delta/T.",
    ),
)
