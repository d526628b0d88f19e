"""The average of E||grad f|| is at most the square root of B, and P{average of ||grad f||^2 > 2 B} <= 1/2, by Jensen and Markov.

B = (f(x_0) - f* + (5 L0 + 4 L1 M (M + tau)^2)/2)/sqrt(T) bounds the average of E||grad f||^2 in the line before.
Each holds for every law and every T, as it holds, linearly, at each k and outcome.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import letter, letters
from theorysim.maths import sqrt, where
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.proof_3_7_4_min_average import SQUARES, differs, root_mean_square, squares_one_more

B = letter("B", Positive)
g, v, w = letters("g v w", Nonnegative)  # ||grad f||; the average of ||grad f||^2 at an outcome, at another
m, Q = letters("m Q", Nonnegative)  # the averages of E||grad f|| and E||grad f||^2
P, p = letters("P p", Unit)

before = (Q <= B).in_words("the line before")

# Jensen: g <= (c + g^2/c)/2 with c = sqrt(B)
tangent = g <= (sqrt(B) + g**2 / sqrt(B)) / 2
mean_tangent = (m <= (sqrt(B) + Q / sqrt(B)) / 2).in_words("in the mean")
jensen = (m <= sqrt(B)).in_words("the average of E||grad f|| is at most sqrt(B)")


# Markov: 2 B times the indicator of v > 2 B is at most v
def indicator(v):
    return where(v > 2 * B, 1, 0)


mean_beyond = (2 * B * P <= Q).in_words("in the mean")
markov_on_two = (p * indicator(v) + (1 - p) * indicator(w) <= 1 / 2).in_words("on two values")

statement = Statement(
    "proof-3.7.5-jensen-markov",
    Claim(Relation((tangent,), hints=((g - sqrt(B)) ** 2 >= 0,)), part="Jensen, outcome"),
    Claim(
        Relation((jensen,), (mean_tangent, before)),
        part="Jensen",
        second=(Relation((squares_one_more,), (SQUARES,), hints=(differs,)), Relation((root_mean_square,), (SQUARES,))),
        at=((jensen, {"m": 1, "B": 4}, 1), (tangent, {"g": 3, "B": 4}, 3)),
    ),
    Claim(Relation((2 * B * indicator(v) <= v,)), part="Markov, outcome"),
    Claim(
        Relation((P <= 1 / 2,), (mean_beyond, before)),
        part="Markov",
        second=(Relation((markov_on_two,), (p * v + (1 - p) * w <= B,)),),
        at=((markov_on_two, {"p": 0.25, "v": 3, "w": 2, "B": 1}, 0.25),),
    ),
)
