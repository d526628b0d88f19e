"""Gradient descent, clipped and normalised: the methods that are shipped do what (3.4) to (3.6) say."""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letters
from theorysim.maths import absolute
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.model import Claim, Executed, Relation, Statement, at_most, same

beta, eta, eta_c, eta_n, gamma = letters("beta eta eta_c eta_n gamma", Positive)
g, x = letters("g x", Real)

descend = gradient_descent.stages[0]
clip = clipped_gradient_descent.stages[0]
normalize = normalized_gradient_descent.stages[0]


is_descent = equals(descend(x, g, eta), x - eta * g)
clipped_length = absolute(clip(x, g, absolute(g), eta_c, gamma) - x) <= gamma * eta_c
is_not_clipped = equals(clip(x, g, absolute(g), eta_c, gamma), x - eta_c * g)
small = absolute(g) <= gamma


def is_clipped(x: Real, g: Positive, eta_c: Positive, gamma: Positive):
    return clip(x, g, g, eta_c, gamma), x - gamma * eta_c


def large(g: Positive, gamma: Positive):
    return gamma, g


is_normalized = equals(normalize(x, g, absolute(g), eta_n, beta), x - eta_n / (absolute(g) + beta) * g)
normalized_length = absolute(normalize(x, g, absolute(g), eta_n, beta) - x) < eta_n


def transcribed():
    """(3.5) typed again, three steps on x^2/2 from 10, against the method."""
    x = y = 10.0
    for _ in range(3):
        h = min(0.5, 2 * 0.5 / abs(y))
        x, y = clip(x, x, abs(x), 0.5, 2.0), y - h * y
    return x, y


def stands():
    """At a stationary point neither method moves: gamma eta/0 is read as infinite."""
    return abs(clip(7.0, 0.0, 0.0, 0.5, 2.0) - 7.0) + abs(normalize(7.0, 0.0, 0.0, 0.5, 0.0) - 7.0), 0.0


statement = Statement(
    "eq-3.4-3.6",
    (
        Claim(Relation((is_descent.in_words("x - eta g"),)), part="a: gradient descent"),
        Claim(Relation((clipped_length.in_words("a clipped step is at most gamma eta_c"),)), part="a: clipped step length"),
        Claim(Relation((is_not_clipped.in_words("it is gradient descent where g <= gamma"),), (small,)), part="a: not clipped"),
        Claim(Relation((same(is_clipped, "and of length gamma eta_c where g >= gamma"),), (at_most(large),)), part="a: clipped"),
        Claim(Executed((transcribed, stands)), part="a: transcription"),
        Claim(Relation((is_normalized.in_words("x - eta_n g/(|g| + beta)"),)), part="b: normalised"),
        Claim(
            Relation((normalized_length.in_words("a normalised step is shorter than eta_n"),)),
            part="b: step length",
            at=((normalized_length, {"x": 0.0, "g": 3.0, "eta_n": 2.0, "beta": 1.0}, 1.5),),
        ),
    ),
)
