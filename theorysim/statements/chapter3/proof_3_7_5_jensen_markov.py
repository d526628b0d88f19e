"""Jensen's and Markov's inequalities for the average of the line before; B = (f(x_0) - f* + (5 L0 + 4 L1 M (M + tau)^2)/2)/sqrt(T).

Each holds for every law and every T, as it holds, linearly, at each k and outcome.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import letter, letters
from theorysim.maths import sqrt, where
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.proof_3_7_4_min_average import SQUARES, differs, root_mean_square, squares_one_more

B = letter("B", Positive)
g, m, Q, v, w = letters("g m Q v w", Nonnegative)
P, p = letters("P p", Unit)


tangent = g <= (sqrt(B) + g * g / sqrt(B)) / 2  # g <= (c + g^2/c)/2 with c = sqrt(B).
apart = 0 <= (g - sqrt(B)) * (g - sqrt(B))
mean_tangent = m <= (sqrt(B) + Q / sqrt(B)) / 2  # m is the average of E||grad f||, Q that of E||grad f||^2.
line_before = Q <= B
jensen = m <= sqrt(B)
beyond = 2 * B * where(v > 2 * B, 1, 0) <= v  # 2 B times the indicator of v > 2 B, where v is the average of ||grad f||^2 at an outcome.
mean_beyond = 2 * B * P <= Q
markov = P <= 1 / 2
two_values = p * v + (1 - p) * w <= B
markov_on_two = p * where(v > 2 * B, 1, 0) + (1 - p) * where(w > 2 * B, 1, 0) <= 1 / 2


BEFORE = line_before.in_words("the average of E||grad f||^2 is at most B")

statement = Statement(
    "proof-3.7.5-jensen-markov",
    (
        Claim(Relation((tangent.in_words("g <= (c + g^2/c)/2"),), hints=(apart,)), part="Jensen, outcome"),
        Claim(
            Relation((jensen.in_words("the average of E||grad f|| is at most sqrt(B)"),), (mean_tangent.in_words("in the mean"), BEFORE)),
            part="Jensen",
            second=(
                Relation((squares_one_more,), (SQUARES,), hints=(differs,)),
                Relation((root_mean_square,), (SQUARES,)),
            ),
            at=((jensen, {"m": 1.0, "B": 4.0}, 1.0), (tangent, {"g": 3.0, "B": 4.0}, 3.0)),
        ),
        Claim(Relation((beyond.in_words("2 B 1{v > 2 B} <= v"),)), part="Markov, outcome"),
        Claim(
            Relation((markov.in_words("P <= 1/2"),), (mean_beyond.in_words("2 B P <= the mean"), BEFORE)),
            part="Markov",
            second=(Relation((markov_on_two.in_words("on two values"),), (two_values,)),),
            at=((markov_on_two, {"p": 0.25, "v": 3.0, "w": 2.0, "B": 1.0}, 0.25),),
        ),
    ),
)
