"""Given the past the mean of <g(y_(t+1)), eta_t m_t> is f(x_t) - f(x_(t+1)), so that the sum over t is at most Delta in the mean.

The past is printed as the field of g(y_t) alone. f(x_t) - f(x_(t+1)) is not known from that: on f(x) = L x seen with noise, two histories
with one g(y_2) and two g(x_1) take steps of two lengths. The field of all gradients so far is meant. Then y is uniform on the segment,
its mean an integral: of one kink, as for (5.7), and of drawn functions in one to five dimensions. The oracle looks along -m_t and not
along x_t - x_(t+1): at a kink that differs, at almost every y it does not.
"""

from theorysim.domains import Real
from theorysim.letters import equals, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.eq_5_7 import DRAWN as OF_KINK
from theorysim.statements.chapter5.eq_5_7 import both_sides, one_kink
from theorysim.statements.chapter5.notation import Delta
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, beta, p, q

first, other, second = letters("first other second", Real)  # two values of g(x_1), one of g(y_2), where f' = 1
f_1, f_end, least = letters("f_1 f_end least", Real)


def falls(m):
    """Return f(x_2) - f(x_3) on f(x) = x, where m = m_2."""
    return m / (p * absolute(m) + q)


known = equals(falls(beta * first + (1 - beta) * second), falls(beta * other + (1 - beta) * second))
summed = f_1 - f_end <= Delta
DRAWN = SIZES | {name: (-1e3, 1e3) for name in ("first", "other", "second", "f_1", "f_end", "least")}
REPAIRED = "repaired: the field of g(x_1), g(y_2), ..., g(y_t)"

statement = Statement(
    "proof-5.7.5-term-ii",
    Claim(
        Relation((known.in_words("on f(x) = x, f(x_2) - f(x_3) is known from g(y_2)"),), (beta < 1, 0 < beta), DRAWN),
        part="given the past",
        cause="hypothesis",
        charity=(equals(first, other),),
        why="The field of g(y_t) does not hold the gradients before it, of which m_t is made.",
        at=((falls(beta * first), {"beta": 1 / 2, "first": 2, "p": 1, "q": 1}, 1 / 2),),
    ),
    Claim(Relation((summed,), (f_1 - least <= Delta, least <= f_end), DRAWN), part="summed"),
    Claim(Relation((one_kink,), search=OF_KINK), REPAIRED, "given the past, one kink more"),
    Claim(Executed((both_sides,)), REPAIRED, "given the past, drawn functions"),
)
