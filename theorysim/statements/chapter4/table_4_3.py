"""ACClip outperforms Adam on SQUAD v1.1, in exact matches and F1, for 6, 12 and 24 layers: five runs each, means and deviations.

Whether two means differ by more than chance is asked by Welch's test, at 5 % on both sides: t^2 = 5 (difference)^2/(s^2 + s'^2) against
the quantiles of Student's law, whose degrees of freedom lie between 4 and 8 with five runs each. The test says the same for all of these.
"""

from fractions import Fraction
from math import atan, cos, sin, sqrt

from theorysim.model import Claim, Executed, Missing, Statement

RUNS = 5
# in hundredths, mean and deviation of exact matches, then of F1
ADAM = {6: ((7685, 34), (8479, 33)), 12: ((8142, 16), (8861, 11)), 24: ((8394, 19), (9087, 12))}
ACCLIP = {6: ((7807, 24), (8587, 13)), 12: ((8162, 18), (8882, 10)), 24: ((8493, 29), (9140, 15))}
DEVLIN = {12: (8080, 8850), 24: (8410, 9090)}


def compared(rounded=Fraction(0)):
    """Yield t^2 for each pair of cells, signed as the difference; `rounded` brings means closer and makes deviations larger."""
    for layers, cells in ACCLIP.items():
        for (ours, s), (theirs, z) in zip(cells, ADAM[layers], strict=True):
            difference = ours - theirs - 2 * rounded
            yield RUNS * difference * abs(difference) / ((s + rounded) ** 2 + Fraction(z + rounded) ** 2)


def beyond(square, freedom):
    """Return P(T^2 > square) by Student's law of 4 or 8 degrees of freedom (Abramowitz and Stegun, 26.7.4)."""
    angle, term, total = atan(sqrt(square / freedom)), 1.0, 1.0
    for i in range(1, freedom // 2):
        term *= (2 * i - 1) / (2 * i) * cos(angle) ** 2
        total += term
    return 1 - sin(angle) * total


def higher():
    """So many of the six printed means of ACClip are above Adam's."""
    return sum(t > 0 for t in compared()), 6


def beyond_chance():
    """So many differ at 5 %, whatever the degrees of freedom and the rounding of what is printed: all but one."""
    return sum(t > 0 and 20 * beyond(t, 4) < 1 for t in compared(Fraction(1, 2))), 5


def within_chance():
    """The exact matches with 12 layers, 81.62 and 81.42, do not, whatever the degrees of freedom and the rounding."""
    return sum(20 * beyond(t, 8) > 1 for t in compared(-Fraction(1, 2))), 1


def mean_of_five_above_best_of_ten():
    """So many of the first row's four cells, the best of 10 runs, are below Adam's mean of 5: both with 12 layers."""
    return sum(best < mean for n, cells in DEVLIN.items() for best, (mean, _) in zip(cells, ADAM[n], strict=True)), 2


statement = Statement(
    "table-4.3",
    Claim(Executed((higher,)), part="the printed means"),
    Claim(
        Executed((beyond_chance, within_chance)),
        part="Welch's test",
        why="Exact matches with 12 layers differ by 0.20, t = 1.86: five runs leave that open. The other five are beyond chance.",
    ),
    Claim(
        Executed((mean_of_five_above_best_of_ten,)),
        part="the first row",
        why="With 12 layers the mean of five runs is above what is called the best of ten.",
    ),
    Claim(
        Missing("the SQUAD questions, pretrained BERT of three sizes, five runs of both methods; no network is trained here yet"),
        part="the measurement",
    ),
)
