"""Gradient descent, clipped and normalised: the methods that are shipped do what (3.4) to (3.6) say.

(3.4) x - eta g. (3.5) x - h_c g with h_c = min{eta_c, gamma eta_c/|g|}. (3.6) x - h_n g with h_n = eta_n/(|g| + beta).
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.notation import eta, x

beta, eta_c, eta_n, gamma = letters("beta eta_c eta_n gamma", Positive)
g, g_right = letter("g", Real), letter("g", Positive)

(descend,), (clip,), (normalize,) = gradient_descent.stages, clipped_gradient_descent.stages, normalized_gradient_descent.stages

clipped = clip(x, g, absolute(g), eta_c, gamma)
clipped_length = absolute(clipped - x) <= gamma * eta_c
is_not_clipped = equals(clipped, x - eta_c * g)
is_clipped = equals(clip(x, g_right, g_right, eta_c, gamma), x - gamma * eta_c)  # of length gamma eta_c

normalized = normalize(x, g, absolute(g), eta_n, beta)
is_normalized = equals(normalized, x - eta_n / (absolute(g) + beta) * g)
normalized_length = absolute(normalized - x) < eta_n


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
    Claim(Relation((equals(descend(x, g, eta), x - eta * g),)), part="a: gradient descent"),
    Claim(Relation((clipped_length,)), part="a: clipped step length"),
    Claim(Relation((is_not_clipped,), (absolute(g) <= gamma,)), part="a: not clipped"),
    Claim(Relation((is_clipped,), (gamma <= g_right,)), part="a: clipped"),
    Claim(Executed((transcribed, stands)), part="a: transcription"),
    Claim(Relation((is_normalized,)), part="b: normalised"),
    Claim(Relation((normalized_length,)), part="b: step length", at=((normalized_length, {"x": 0, "g": 3, "eta_n": 2, "beta": 1}, 1.5),)),
)
