"""A stochastic gradient that is rarely far off, for which the printed thresholds k^(alpha - 1) leave GClip too much bias: mu = G = 1.

f is x^2/2 on [-4c/3, 0], with the minimum at 0, and c = p A/(1 - p). At x the gradient shows -A with probability p, else `often` = x/(1 -
p) + c, of length at most c <= tau_1: its mean is x. Clipped at tau <= A its mean is x + p (A - tau). Steps are 4/(j + 1), from x_0 =
-p A, where `often` is 0. What is not rare never leaves the interval (`stays`), so that a projection only makes x smaller; so the mean of
x_j is at most that of the step without it, and at most -p (A - tau_k) after the step of length 1, j = 3, and then up to k. At most four of
the points averaged come before, in either way to count steps; these are at most 0. Jensen's inequality ends it: (E x)^2/2 <= E x^2/2.
"""

from fractions import Fraction
from typing import Annotated

from theorysim.domains import AtLeastOne, Domain, Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import Executed, Relation
from theorysim.statements.chapter4.notation import alpha, beta, k

Quarter = Annotated[float, Domain("at most 1/4", low=0, high=1 / 4, high_open=False)]
p = letter("p", Quarter)
A, c, eta = letters("A c eta", Positive)
w, tau, tau_k = letters("w tau tau_k", AtLeastOne)  # w is 1/(1 - p)
mean, after = letters("mean after", Real)
y, size = letters("y size", Nonnegative)

IS_c = equals(c * (1 - p), p * A)
IS_w = equals(w * (1 - p), 1)
often = c - w * y  # at x = -y
WITHIN = (0 <= (4 * c - 3 * y) * (4 - 3 * eta), 0 <= eta * y * (w - 1))
IN = (3 * y <= 4 * c,)
DRAWN = {"p": (1e-6, 1 / 4), "A": (1e-3, 1e3), "w": (1, 4 / 3), "eta": (1e-3, 4 / 3), "mean": (-1e3, 0), "after": (-1e3, 1e3)}
DRAWN |= {name: (1e-3, 1e3) for name in ("y", "size", "c", "tau", "tau_k")} | {"alpha": (1.01, 2)}

unbiased = equals(p * -A + (1 - p) * often, -y)
clipped = equals(p * -tau + (1 - p) * often, -y + p * (A - tau))
short = (-c <= often, often <= c)
grows = size**alpha <= c**alpha
moment = p * A**alpha + (1 - p) * size**alpha <= 1
stays = 3 * (y + eta * often) <= 4 * c
low = mean <= -p * (A - tau_k)
moves = after <= mean - eta * (mean + p * (A - tau))
stays_low = after <= -p * (A - tau_k)

PROBLEM = (
    (Relation((unbiased,), (IS_c, IS_w), DRAWN), "the mean of the gradient"),
    (Relation(short, (*IN, 3 * w <= 4), DRAWN, hints=(w * y <= 4 * c / 3 * w, 4 * c / 3 * w <= 2 * c)), "what is not rare is short"),
    (Relation((grows,), (size <= c,), DRAWN), "its power"),
    (Relation((moment,), (p * A**alpha <= 3 / 4, size**alpha <= 1 / 4), DRAWN), "the moment"),
    (Relation((stays,), (*IN, 3 * eta <= 4), DRAWN, hints=WITHIN), "the interval"),
    (Relation((clipped,), (IS_c, IS_w), DRAWN), "the mean when clipped"),
    (Relation((stays_low,), (equals(eta, 1), moves, tau <= tau_k), DRAWN), "the step of length 1"),
    (Relation((stays_low,), (low, eta <= 1, moves, tau <= tau_k), DRAWN), "the steps after it"),
)


# --- with the printed thresholds, and a rare gradient alpha/(alpha - 1) times as long as the last -------------------------------------

last = k**beta
far = alpha * last / beta
chance = 3 / (4 * far**alpha)
IS_MEMBER = (4 * chance <= 1, (chance * far / (1 - chance)) ** alpha <= 1 / 4)
floor = (chance * (far - last) * (1 - 20 / (k * (k + 1)))) ** 2 / 2


# --- the same law, run exactly ----------------------------------------------------------------------------------------------------------


def averages(p, A, thresholds):
    """Return the law of the weighted average of x_0, ..., x_(k-1): (probability, average) of each of the 2^(k - 1) ways."""
    paths = [(Fraction(1), -p * A, Fraction(0))]
    lowest, k = -4 * p * A / (1 - p) / 3, len(thresholds)
    for j, tau in enumerate(thresholds, 1):
        told = [(w, at, total + j * at) for w, at, total in paths]
        if j == k:
            return [(w, total * 2 / (k * (k + 1))) for w, _, total in told]
        paths = []
        for w, at, total in told:
            for chance, g in ((p, -min(A, tau)), (1 - p, (at + p * A) / (1 - p))):
                paths.append((w * chance, min(max(at - Fraction(4, j + 1) * g, lowest), Fraction(0)), total))


def trial(p, A, thresholds):
    def held():
        """The mean of the average, of every way that the coin may fall, is as low as the proof says, and f no lower than its floor."""
        k, law = len(thresholds), averages(p, A, thresholds)
        low = p * (A - thresholds[-1]) * (1 - Fraction(20, k * (k + 1)))
        return (sum(w * at for w, at in law) <= -low) + (low**2 / 2 <= sum(w * at**2 / 2 for w, at in law)), 2

    return held


EXACT = Executed(
    (
        trial(Fraction(1, 4), Fraction(9), tuple(map(Fraction, range(1, 9)))),
        trial(Fraction(1, 10), Fraction(20), tuple(Fraction(j + 1, 2) for j in range(1, 13))),
        trial(Fraction(1, 50), Fraction(40), tuple(map(Fraction, range(1, 12)))),
    )
)
