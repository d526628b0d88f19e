"""The descent inequality of clipped gradient descent, from the lines before it.

`drop` is f(x_k) - f(x_{k+1}). The path lies within min{1/L1, 1} of x_k, so by lemma 3.7.1 the Hessian on it is at most
L0 + 4 L1 (L0/L1 + g) = H, and the remainder of Taylor's theorem, a weighted mean of the Hessian, is at most H h^2 g^2/2.
"""

from theorysim.domains import Positive, Real
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, decrease, h


def taylor(drop: Real, mean: Positive, g: Positive, L0: Positive, L1: Positive):
    s = h(g, L0, L1)
    return s * g * g - mean * s * s * g * g / 2, drop


def on_the_path(mean: Positive, g: Positive, L0: Positive, L1: Positive):
    return mean, L0 + 4 * L1 * (L0 / L1 + g)


def first(drop: Real, g: Positive, L0: Positive, L1: Positive):
    s = h(g, L0, L1)
    return s * g * g - (5 * L0 + 4 * L1 * g) / 2 * g * g * s * s, drop


def second(g: Positive, L0: Positive, L1: Positive):
    s = h(g, L0, L1)
    return decrease(g, L0, L1), s * g * g - (5 * L0 + 4 * L1 * g) / 2 * g * g * s * s


def on_slow(x: Positive, epsilon: Positive, L1: Positive):
    """f(x_{k+1}) <= f(x_k) - h g^2/2 on the slow function's line, with L0 = 3 epsilon."""
    g = slow.gradient(x, epsilon)
    s = h(g, 3 * epsilon, L1)
    return slow.value(x - s * g, epsilon), slow.value(x, epsilon) - s * g * g / 2


def far(x: Positive):
    return 3, x


def on_exponential(x: Positive, L1: Positive):
    """The same on the exponential's quadratic part, with L0 = L1."""
    g = exponential.gradient(x, L1)
    s = h(g, L1, L1)
    return exponential.value(x - s * g, L1), exponential.value(x, L1) - s * g * g / 2


def near(x: Positive, L1: Positive):
    return L1 * x, 1


statement = Statement(
    "proof-3.7.1-descent",
    (
        Claim(
            Relation((at_most(first, "the descent inequality"),), (at_most(taylor, "Taylor"), at_most(on_the_path, "lemma 3.7.1")), RANGES),
            part="first",
        ),
        Claim(Relation((at_most(second, "and the line after it"),), search=RANGES), part="second", at=((second, (1.0, 1.0, 1.0), 0.05),)),
        Claim(Relation((at_most(on_slow, "on the slow function"),), (at_most(far, "x >= 3"),), RANGES), part="slow function"),
        Claim(Relation((at_most(on_exponential, "on the exponential"),), (at_most(near, "x <= 1/L1"),), RANGES), part="exponential"),
    ),
)
