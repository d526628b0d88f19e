"""The least of some numbers is at most their average over a set, and that at most the root mean square, at each outcome of the noise.

A set of n indices has the sum s and the sum of squares q; m is the least of all numbers. The average over an empty set is left out of the
minimum, as infinity would be: the other set is then not empty.
"""

from theorysim.domains import Nonnegative, PositiveCount
from theorysim.letters import letter, letters
from theorysim.maths import minimum, sqrt
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.parts.small_laws import averages

A, B, g, m, q, R, s = letters("A B g m q R s", Nonnegative)
n = letter("n", PositiveCount)


below_so_far = n * m <= s
below_next = m <= g
below_one_more = (n + 1) * m <= s + g
below_average = m <= s / n
below_first = m <= A
below_second = m <= B
below_both = m <= minimum(A, B)
squares_so_far = s * s <= n * q
squares_one_more = (s + g) * (s + g) <= (n + 1) * (q + g * g)
differs = 0 <= (n * g - s) * (n * g - s)
root_mean_square = s / n <= sqrt(q / n)
larger = A <= R
larger_minimum = minimum(A, B) <= minimum(R, B)


SUM = below_so_far.in_words("n m <= the sum of n numbers")
SQUARES = squares_so_far.in_words("s^2 <= n q")

statement = Statement(
    "proof-3.7.4-min-average",
    (
        Claim(
            Relation((below_one_more.in_words("(n + 1) m <= the sum of n + 1"),), (SUM, below_next.in_words("m <= g"))),
            part="least, one more",
            second=(Executed((averages,)),),
        ),
        Claim(Relation((below_average.in_words("m <= the average"),), (SUM,)), part="least and average"),
        Claim(Relation((below_both.in_words("m <= the smaller average"),), (below_first, below_second)), part="least"),
        Claim(
            Relation((squares_one_more.in_words("(s + g)^2 <= (n + 1)(q + g^2)"),), (SQUARES,), hints=(differs,)),
            part="square, one more",
            at=((squares_one_more, {"n": 2.0, "s": 3.0, "q": 5.0, "g": 1.0}, 16.0),),
        ),
        Claim(Relation((root_mean_square.in_words("average <= root mean square"),), (SQUARES,)), part="root mean square"),
        Claim(
            Relation((larger_minimum.in_words("and so for the minimum"),), (larger.in_words("average <= root mean square"),)),
            part="minimum",
        ),
    ),
)
