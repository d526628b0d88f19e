"""Where |grad f| <= tau/2: E|clip(g)|^2 <= 2|grad f|^2 + 4 sigma^alpha tau^(2 - alpha), a bias of at most 2 sigma^alpha tau^(1 - alpha).

The bias is |E clip(g) - grad f|; the page squares both sides. clip(g) = min{1, tau/|g|} g, and E|g - grad f|^alpha <= sigma^alpha. The
bias is bounded along every unit vector u. At tau = 0 the gradient is 0, clip(g) too, and the second bound is 1/0, read as infinite.
"""

from theorysim.maths import maximum, minimum, where
from theorysim.model import Claim, Statement
from theorysim.statements.chapter4.notation import alpha, beta, grad, r, s, sigma, tau
from theorysim.statements.chapter4.parts.clipping import ONE, bias, size, under_noise, w

small = grad <= tau / 2
variance = size**2 <= 2 * grad**2 + 4 * sigma**alpha * tau ** (2 - alpha)
length = bias <= 2 * sigma**alpha * tau**-beta

OF_VARIANCE = (
    2 * grad * r <= grad**2 + r**2,
    size**2 <= 2 * grad**2 + 2 * minimum(r, 2 * tau) ** 2,
    (2 * minimum(r, 2 * tau) ** 2 <= 2 * (2 * tau) ** (2 - alpha) * r**alpha).in_words("a power of min{r, 2 tau} is at most one of r"),
    2 * (2 * tau) ** (2 - alpha) * r**alpha <= 4 * tau ** (2 - alpha) * r**alpha,
)
OF_BIAS = (
    (bias - w <= maximum(s - tau, 0)).in_words("by Cauchy and Schwarz"),
    (maximum(s - tau, 0) <= where(tau / 2 <= r, r, 0)).in_words("|g| > tau only where |n| > tau/2"),
    where(tau / 2 <= r, r, 0) <= 2 * tau**-beta * r**alpha,
)

statement = Statement(
    "lemma-4.7.2",
    Claim(
        under_noise(variance, (small,), 4 * tau ** (2 - alpha), lines=OF_VARIANCE),
        part="variance",
        at=((variance, {"s": 1, "grad": 1, "tau": 2, "sigma": 1, "alpha": 2}, 1),),
    ),
    Claim(
        under_noise(length, (small,), 2 * tau**-beta, ONE, OF_BIAS),
        part="bias",
        at=((length, {"s": 4, "c": 1, "w": 3, "tau": 2, "sigma": 2, "alpha": 2}, 1),),
    ),
)
