"""n steps of one length h on a convex function with E|g|^2 <= G^2: the mean of f(x_j) - f* is at most R^2/(2 h n) + h G^2/2.

`off` is |x_j - x*|^2, `after` that of the next point, in the mean; `total` is the sum of f(x_j) - f*. At h = R/(G sqrt(n)), with R = G =
1, the average point is 1/sqrt(n) above f*, so that 1/epsilon^2 steps do. Of a smooth function E|g|^2 is at most 2 L (f(x_j) - f*) +
sigma^2, which is not bounded: with L = sigma = R = 1 and h <= 1/2 half of each gain pays for it, and the average is 2/sqrt(n) above f*.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive
from theorysim.letters import letter, letters
from theorysim.model import lines

off, after, gap, total, T = letters("off after gap total T", Nonnegative)
h, square = letters("h square", Positive)  # the length of a step; E|g|^2
r = letter("r", AtLeastOne)  # sqrt(n)
one_step = after <= off - 2 * h * gap + h**2 * square
gains = 2 * h * gap <= off - after + h**2
summed = 2 * total / r <= 1 + r**2 / r**2  # with h = 1/r and R = 1
mean = r**2 * T <= total  # Jensen: T is f(average) - f*
rate = T <= 1 / r
half = h * gap <= off - after + h**2
with_gap = square <= 2 * gap + 1
SIZES = {name: (1e-3, 1e3) for name in ("off", "after", "gap", "total", "T", "h", "square")} | {"r": (1, 1e3)}

SMOOTH = lines(
    SIZES,
    (h**2 * square <= h * gap + h**2, with_gap, 2 * h <= 1),
    (half, one_step, h**2 * square <= h * gap + h**2),
    (T <= 2 / r, mean, total / r <= 1 + r**2 / r**2),
)
LIPSCHITZ = lines(SIZES, (gains, one_step, square <= 1), (rate, mean, summed))
