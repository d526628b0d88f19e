"""Projected GClip on any problem with mu = G = 1: a weighted average is 6/u^2 near the minimum, u = k^((alpha - 1)/alpha).

Steps are 4/(j + 1) and thresholds j^(1/alpha). Clipped there, a gradient has bias at most 1/u_j, u_j = j^((alpha - 1)/alpha), and mean
square at most j/u_j^2. With `off` = |x_(j-1) - x*| and `after` the mean of |x_j - x*|^2, strong convexity gives a step of the proof. Its
terms are summed: those of `after` and `off` cancel, j/u_j^2 grows with j, so that k (k + 1) T/2 <= 3 k^2/u^2 for T = E f(average) -
f(x*).
"""

from theorysim.domains import AtLeastOne, Nonnegative
from theorysim.letters import letter, letters
from theorysim.model import Relation
from theorysim.statements.chapter4.notation import k

gap, off, after, bias, square, T = letters("gap off after bias square T", Nonnegative)
u = letter("u", AtLeastOne)  # k^((alpha - 1)/alpha), in [1, sqrt(k)]
j = letter("j", AtLeastOne)
w = letter("w", AtLeastOne)  # j^((alpha - 1)/alpha)
step = 4 / (j + 1)

descends = after <= off**2 - 2 * step * (gap + off**2 / 2) + 2 * step * bias * off + step**2 * square
priced = 2 * bias * off <= off**2 / 2 + 2 * bias**2
shown = after <= off**2 - 2 * step * (gap + off**2 / 2) + step * (off**2 / 2 + 2 * bias**2) + step**2 * square
weighted = j * gap <= (j * (j - 1) * off**2 - j * (j + 1) * after) / 8 + j * bias**2 + 2 * j * square / (j + 1)
clipped = (bias <= 1 / w, square <= j / w**2)
terms = j * bias**2 + 2 * j * square / (j + 1) <= 3 * j / w**2
summed = k * (k + 1) * T / 2 <= 3 * k**2 / u**2
counted = T <= 6 / u**2
LINES = (
    Relation((priced,), hints=(0 <= (off / 2 - bias) ** 2,)),
    Relation((shown,), (descends, priced)),
    Relation((weighted,), (shown,)),
    Relation((terms,), clipped, hints=(bias**2 <= 1 / w**2,)),
    Relation((counted,), (summed,)),
)
