"""Answer 0 and the slope L, whatever is asked: a valley fits before each point that was asked about. Thesis, theorem 5.3.1, lemma 5.7.1.

The function is `resisting_values` of all points: its valleys, and the hills between them, are the only points that are epsilon-stationary
for an epsilon below L, and no point of the game is one. So many queries are answered as are asked for.
"""

from fractions import Fraction

from theorysim.domains import Asked, Positive, Unit
from theorysim.entries import Adversary, less
from theorysim.maths import maximum
from theorysim.objectives.resisting_values import resisting_values_at


def steepness(L: Positive = 1):
    return L


def gap(Delta: Positive = 1):
    return Delta


def theta(theta: Unit = 1 / 4):
    return theta


def answer(L: Positive = 1):
    return 0, L


def kinks(points, L: Positive = 1, Delta: Positive = 1, theta: Unit = 1 / 4):
    back = theta * min([Delta / L, *(b - a for a, b in zip(points, points[1:], strict=False))])
    between = [(a + b) / 2 for a, b in zip(points, points[1:], strict=False)]
    return [Fraction(x) - back for x in sorted([*points, *between])]


def steep(clarke_low: Asked, clarke_high: Asked, epsilon: Unit = 1 / 2):
    return epsilon, maximum(clarke_low, -clarke_high)


flat_values = Adversary(
    resisting_values_at,
    {"L": steepness, "Delta": gap, "theta": theta},
    less(steep, "no generalized gradient at the point is epsilon or shorter"),
    None,
    ("theorem-5.3.1", "lemma-5.7.1-construction"),
    steepness,
    gap,
    answer,
    kinks,
)
