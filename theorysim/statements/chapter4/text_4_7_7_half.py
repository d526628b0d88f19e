"""With probability at least 1/2 not all d coordinates were shown by k <= (d - 1)/(2p) answers, and prog_1 <= prog_0 < d.

A zero-respecting algorithm starts at 0, and each answer shows the next coordinate, and no other, where its coin is 1: prog_0(x_k) is at
most N, the number of ones in k coins, which has the mean k p. N grows with k, so the last k is the worst. As 1{N >= d} <= N/d and
1{N >= d} <= N (N - 1)/(d (d - 1)), the probability is at most (d - 1)/(2d), and, by E[N (N - 1)] <= (k p)^2, below 1/4.
"""

from fractions import Fraction
from math import comb

from theorysim.domains import Count, Nonnegative
from theorysim.letters import letter
from theorysim.maths import where
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, d, k, p

N = letter("N", Count)
late = letter("late", Nonnegative)  # P(N >= d)
DRAWN = RANGES | {"N": (0, 1000), "late": (0, 1)}
soon = 2 * p * k <= d - 1
markov = where(d <= N, 1, 0) <= N / d
half = late <= 1 / 2
quarter = late <= 1 / 4
pairs = d * (d - 1) <= N * (N - 1)
in_pairs = late * d * (d - 1) <= k * (k - 1) * p**2


def tail(k, p, d):
    """Return P(N >= d), exactly."""
    return sum(comb(k, n) * p**n * (1 - p) ** (k - n) for n in range(d, k + 1))


def trial(d, p):
    def exactly():
        """The exact tail of k = (d - 1)/(2p) coins is at most 1/4, that is what the law of N says."""
        return float(tail((d - 1) // (2 * p), p, d) <= Fraction(1, 4)), 1.0

    return exactly


TAILS = Executed(tuple(trial(d, Fraction(1, q)) for d in (1, 2, 3, 5, 8, 13, 64) for q in (1, 2, 3, 4, 20)))

statement = Statement(
    "text-4.7.7-half",
    Claim(Relation((markov,), search=DRAWN), part="Markov's inequality"),
    Claim(
        Relation((half,), (late * d <= p * k, soon), DRAWN),
        part="1/2",
        at=((soon, {"p": 1 / 2, "k": 3, "d": 4}, 3),),
        second=(TAILS,),
    ),
    Claim(Relation((pairs,), (d <= N,), DRAWN), "sharper: at least 3/4", "pairs"),
    Claim(Relation((quarter,), (1 < d, in_pairs, soon), DRAWN), "sharper: at least 3/4", "3/4"),
)
