"""E min_k |grad f(x_k)| is at most E of the smaller average, over U or its complement, and that with the root mean square over U.

At each outcome of the noise: a set of n indices has the sum s and the sum of squares q; m is the least of all numbers. The average over an
empty set is left out of the minimum, as infinity would be: the other set is then not empty.
"""

from theorysim.domains import Nonnegative, PositiveCount
from theorysim.letters import letter, letters
from theorysim.maths import minimum, sqrt
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.parts.small_laws import averages

A, B, R = letters("A B R", Nonnegative)  # two averages, and the root mean square that belongs to A
g, m, q, s = letters("g m q s", Nonnegative)
n = letter("n", PositiveCount)

SUM = n * m <= s
SQUARES = s**2 <= n * q
squares_one_more = (s + g) ** 2 <= (n + 1) * (q + g**2)
differs = 0 <= (n * g - s) ** 2
root_mean_square = (s / n <= sqrt(q / n)).in_words("average <= root mean square")

statement = Statement(
    "proof-3.7.4-min-average",
    Claim(Relation(((n + 1) * m <= s + g,), (SUM, m <= g)), part="least, one more", second=(Executed((averages,)),)),
    Claim(Relation((m <= s / n,), (SUM,)), part="least and average"),
    Claim(Relation((m <= minimum(A, B),), (m <= A, m <= B)), part="least"),
    Claim(
        Relation((squares_one_more,), (SQUARES,), hints=(differs,)),
        part="square, one more",
        at=((squares_one_more, {"n": 2, "s": 3, "q": 5, "g": 1}, 16),),
    ),
    Claim(Relation((root_mean_square,), (SQUARES,)), part="root mean square"),
    Claim(Relation((minimum(A, B) <= minimum(R, B),), (A <= R,)), part="minimum"),
)
