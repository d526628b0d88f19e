"""Jensen's and Markov's inequalities for the average of the line before; B = (f(x_0) - f* + (5 L0 + 4 L1 M (M + tau)^2)/2)/sqrt(T).

Each holds for every law and every T, as it holds, linearly, at each k and outcome.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.maths import sqrt, where
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.proof_3_7_4_min_average import SQUARES, differs, root_mean_square, squares_one_more


def tangent(g: Nonnegative, B: Positive):
    """g <= (c + g^2/c)/2 with c = sqrt(B)."""
    return g, (sqrt(B) + g * g / sqrt(B)) / 2


def apart(g: Nonnegative, B: Positive):
    return 0, (g - sqrt(B)) * (g - sqrt(B))


def mean_tangent(m: Nonnegative, Q: Nonnegative, B: Positive):
    """m is the average of E||grad f||, Q that of E||grad f||^2."""
    return m, (sqrt(B) + Q / sqrt(B)) / 2


def line_before(Q: Nonnegative, B: Positive):
    return Q, B


def jensen(m: Nonnegative, B: Positive):
    return m, sqrt(B)


def beyond(v: Nonnegative, B: Positive):
    """2 B times the indicator of v > 2 B, where v is the average of ||grad f||^2 at an outcome."""
    return 2 * B * where(v > 2 * B, 1, 0), v


def mean_beyond(P: Unit, Q: Nonnegative, B: Positive):
    return 2 * B * P, Q


def markov(P: Unit):
    return P, 1 / 2


def two_values(p: Unit, v: Nonnegative, w: Nonnegative, B: Positive):
    return p * v + (1 - p) * w, B


def markov_on_two(p: Unit, v: Nonnegative, w: Nonnegative, B: Positive):
    return p * where(v > 2 * B, 1, 0) + (1 - p) * where(w > 2 * B, 1, 0), 1 / 2


BEFORE = at_most(line_before, "the average of E||grad f||^2 is at most B")

statement = Statement(
    "proof-3.7.5-jensen-markov",
    (
        Claim(Relation((at_most(tangent, "g <= (c + g^2/c)/2"),), hints=(at_most(apart),)), part="Jensen, outcome"),
        Claim(
            Relation((at_most(jensen, "the average of E||grad f|| is at most sqrt(B)"),), (at_most(mean_tangent, "in the mean"), BEFORE)),
            part="Jensen",
            second=(
                Relation((at_most(squares_one_more),), (SQUARES,), hints=(at_most(differs),)),
                Relation((at_most(root_mean_square),), (SQUARES,)),
            ),
            at=((jensen, (1.0, 4.0), 1.0), (tangent, (3.0, 4.0), 3.0)),
        ),
        Claim(Relation((at_most(beyond, "2 B 1{v > 2 B} <= v"),)), part="Markov, outcome"),
        Claim(
            Relation((at_most(markov, "P <= 1/2"),), (at_most(mean_beyond, "2 B P <= the mean"), BEFORE)),
            part="Markov",
            second=(Relation((at_most(markov_on_two, "on two values"),), (at_most(two_values),)),),
            at=((markov_on_two, (0.25, 3.0, 2.0, 1.0), 0.25),),
        ),
    ),
)
