"""Step along the mean gradient over the root mean square gradient, both corrected for their start. Kingma and Ba (2015), Adam.

Their Algorithm 1, with its bias correction, counted from where the memory began; eta_k = eta/k^decay (decay = 1/2 in their theorem 4.1).
epsilon is outside the root. The thesis compares with it in section 4.6.
"""

from theorysim.domains import BelowOne, Nonnegative, Positive, Real, Step, Unit, Zero
from theorysim.entries import Method
from theorysim.maths import power, sqrt, where


def m(g: Real, m: Zero, beta1: BelowOne = 9 / 10):
    return beta1 * m + (1 - beta1) * g


def mean_square(g: Real, mean_square: Zero, beta2: BelowOne = 999 / 1000):
    return beta2 * mean_square + (1 - beta2) * g * g


def step(
    x: Real,
    m: Real,
    mean_square: Real,
    t: Zero,
    k: Step,
    eta: Positive,
    beta1: BelowOne = 9 / 10,
    beta2: BelowOne = 999 / 1000,
    epsilon: Nonnegative = 1 / 10**8,
    decay: Unit = 0,
):
    size = sqrt(mean_square / (1 - power(beta2, t + 1))) + epsilon
    return x - eta / power(k, decay) * (m / (1 - power(beta1, t + 1))) / where(size > 0, size, 1), m, mean_square, t + 1


adam = Method(m, mean_square, step)
