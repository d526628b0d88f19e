"""f_d(0) - inf f_d <= 12 d: the infimum is -sqrt(2 pi e) (1 + (d - 1) e), approached as all coordinates grow, and f_d(0) = -sqrt(2 pi e)/2.

Psi is between 0 and e, Phi between 0 and sqrt(2 pi e), and one of Psi(x), Psi(-x) is 0: no term of the sum is below -e sqrt(2 pi e). At 0
all Psi but Psi(1) = 1 are 0. The gap is sqrt(2 pi e) (1/2 + (d - 1) e), so that sqrt(2 pi e) e < 11.24 does for 12.
"""

from theorysim.domains import PositiveCount
from theorysim.maths import e, pi, sqrt
from theorysim.model import Claim, Executed, Relation, Statement, at_most
from theorysim.objectives.chain import chain


def printed(d: PositiveCount):
    return sqrt(2 * pi * e) * (1 / 2 + (d - 1) * e), 12 * d


def sharper(d: PositiveCount):
    return 100 * sqrt(2 * pi * e) * (1 / 2 + (d - 1) * e), 1124 * d


def gap():
    """The gap of the shipped chain in 64 dimensions is sqrt(2 pi e) (1/2 + 63 e)."""
    at_zero = chain.value(0, 0, 1) + 63 * chain.value(0, 0, 2)
    return at_zero - chain.minimum(64), sqrt(2 * pi * e) * (1 / 2 + 63 * e)


def approached():
    """Where each coordinate is 10^8 the value is the infimum."""
    return chain.value(0, 1e8, 1) + 63 * chain.value(1e8, 1e8, 2), chain.minimum(64)


SEARCH = {"d": (1, 64)}
gap_is_small = at_most(printed, "f_d(0) - inf f_d <= 12 d")

statement = Statement(
    "lemma-4.7.9-1",
    Claim(
        Relation((gap_is_small,), search=SEARCH),
        part="gap",
        second=(Relation((at_most(sharper, "11.24 d does"),), search=SEARCH),),
    ),
    Claim(Executed((gap, approached)), part="infimum"),
)
