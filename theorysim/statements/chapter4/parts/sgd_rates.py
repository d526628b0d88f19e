"""SGD where the second moment is bounded: O(1/k) on strongly convex functions, O(k^(-1/4)) for the gradient of smooth ones.

Strongly convex, mu = G = 1: steps 4/(j + 1), average with weights j; the terms of `clipped_average` without a bias. Smooth, L = sigma = F
= 1: k steps of 1/w^2, w = k^(1/4), on which a step gains half of its length times |grad f|^2, but for what the noise costs; `still` is
the mean of |grad f|^2 over them, T that of |grad f|.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real, Unit
from theorysim.letters import letter, letters
from theorysim.model import Relation
from theorysim.statements.chapter4.notation import k
from theorysim.statements.chapter4.parts.clipped_average import T, after, gap, j, off, square, step

one_step = after <= off**2 - 2 * step * (gap + off**2 / 2) + step**2 * square
weighted = j * gap <= (j * (j - 1) * off**2 - j * (j + 1) * after) / 8 + 2
summed = k * (k + 1) * T / 2 <= 2 * k
counted = T <= 4 / k
STRONG = (Relation((weighted,), (one_step, square <= 1)), Relation((counted,), (summed,)))

w = letter("w", AtLeastOne)
length = letter("length", Unit)
grad, still = letters("grad still", Nonnegative)
before, next = letters("before next", Real)  # f(x_j), and the mean of f(x_(j + 1))
descends = next <= before - length * grad**2 + length**2 / 2 * (grad**2 + 1)
gains = length * grad**2 / 2 <= before - next + length**2 / 2
over_all = w**4 * still / (2 * w**2) <= 1 + w**4 / (2 * w**4)
mean = still <= 3 / w**2
least = T <= 2 / w
SMOOTH = (Relation((gains,), (descends,)), Relation((mean,), (over_all,)), Relation((least,), (mean, T**2 <= still)))

h = letter("h", Unit)  # 2/alpha, where alpha >= 2
z = letter("z", Positive)  # |g|^alpha/G^alpha
second_moment = z**h <= 1 + h * (z - 1)
