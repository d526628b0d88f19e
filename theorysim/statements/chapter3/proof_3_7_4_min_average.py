"""The least of some numbers is at most their average over a set, and that at most the root mean square, at each outcome of the noise.

A set of n indices has the sum s and the sum of squares q; m is the least of all numbers. The average over an empty set is left out of the
minimum, as infinity would be: the other set is then not empty.
"""

from theorysim.domains import Nonnegative, PositiveCount
from theorysim.maths import minimum, sqrt
from theorysim.model import Claim, Executed, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.small_laws import averages


def below_so_far(m: Nonnegative, n: PositiveCount, s: Nonnegative):
    return n * m, s


def below_next(m: Nonnegative, g: Nonnegative):
    return m, g


def below_one_more(m: Nonnegative, n: PositiveCount, s: Nonnegative, g: Nonnegative):
    return (n + 1) * m, s + g


def below_average(m: Nonnegative, n: PositiveCount, s: Nonnegative):
    return m, s / n


def below_first(m: Nonnegative, A: Nonnegative):
    return m, A


def below_second(m: Nonnegative, B: Nonnegative):
    return m, B


def below_both(m: Nonnegative, A: Nonnegative, B: Nonnegative):
    return m, minimum(A, B)


def squares_so_far(n: PositiveCount, s: Nonnegative, q: Nonnegative):
    return s * s, n * q


def squares_one_more(n: PositiveCount, s: Nonnegative, q: Nonnegative, g: Nonnegative):
    return (s + g) * (s + g), (n + 1) * (q + g * g)


def differs(n: PositiveCount, s: Nonnegative, g: Nonnegative):
    return 0, (n * g - s) * (n * g - s)


def root_mean_square(n: PositiveCount, s: Nonnegative, q: Nonnegative):
    return s / n, sqrt(q / n)


def larger(A: Nonnegative, R: Nonnegative):
    return A, R


def larger_minimum(A: Nonnegative, B: Nonnegative, R: Nonnegative):
    return minimum(A, B), minimum(R, B)


SUM = at_most(below_so_far, "n m <= the sum of n numbers")
SQUARES = at_most(squares_so_far, "s^2 <= n q")

statement = Statement(
    "proof-3.7.4-min-average",
    (
        Claim(
            Relation((at_most(below_one_more, "(n + 1) m <= the sum of n + 1"),), (SUM, at_most(below_next, "m <= g"))),
            part="least, one more",
            second=(Executed((averages,)),),
        ),
        Claim(Relation((at_most(below_average, "m <= the average"),), (SUM,)), part="least and average"),
        Claim(Relation((at_most(below_both, "m <= the smaller average"),), (at_most(below_first), at_most(below_second))), part="least"),
        Claim(
            Relation((at_most(squares_one_more, "(s + g)^2 <= (n + 1)(q + g^2)"),), (SQUARES,), hints=(at_most(differs),)),
            part="square, one more",
            at=((squares_one_more, (2.0, 3.0, 5.0, 1.0), 16.0),),
        ),
        Claim(Relation((at_most(root_mean_square, "average <= root mean square"),), (SQUARES,)), part="root mean square"),
        Claim(
            Relation((at_most(larger_minimum, "and so for the minimum"),), (at_most(larger, "average <= root mean square"),)),
            part="minimum",
        ),
    ),
)
