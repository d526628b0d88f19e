"""By Jensen 4 G E[|m|^2]/(E|m| + 4 G) is said to be at most the mean of 4 G |m|^2/(|m| + 4 G): that has E[|m|^2] where (E|m|)^2 is true.

x^2/(x + 4 G) is above its tangent at the mean of x. If |m| is 2 a or 0, each with probability 1/2, the mean square is 2 a^2 and the print
fails; |m_1| is such if the gradient a is seen as 2 a or 0.
"""

from theorysim.domains import Positive
from theorysim.letters import letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, G, M

a = letter("a", Positive)  # the mean of |m|
mean = 4 * G * (2 * a) ** 2 / (2 * a + 4 * G) / 2
printed = 4 * G * (2 * a**2) / (a + 4 * G) <= mean
tangent = a**2 / (a + 4 * G) + a * (a + 8 * G) / (a + 4 * G) ** 2 * (M - a) <= M**2 / (M + 4 * G)
two_values = 4 * G * a**2 / (a + 4 * G) <= mean
DRAWN = SIZES | {"a": (1e-3, 1e3)}

statement = Statement(
    "eq-5.16",
    Claim(
        Relation((printed.in_words("where |m| is 2 a or 0 with probability 1/2"),), search=DRAWN),
        cause="exponent",
        why="Jensen has (E|m|)^2, which is less than E[|m|^2] for every |m| that is random.",
        at=((mean, {"G": 1, "a": 1}, 4 / 3),),
    ),
    Claim(
        Relation((tangent,), search=DRAWN),
        "repaired: (E|m_t|)^2",
        why="The function is convex: it is above its tangent at a = E|m|.",
        second=(Relation((two_values,), search=DRAWN),),
    ),
)
