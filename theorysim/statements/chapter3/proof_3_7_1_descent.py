"""The descent inequality of clipped gradient descent, from the lines before it.

`drop` is f(x_k) - f(x_{k+1}). The path lies within min{1/L1, 1} of x_k, so by lemma 3.7.1 the Hessian on it is at most
L0 + 4 L1 (L0/L1 + g) = H, and the remainder of Taylor's theorem, a weighted mean of the Hessian, is at most H h^2 g^2/2.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, decrease, h

drop = letter("drop", Real)
g, L0, L1, mean, x = letters("g L0 L1 mean x", Positive)


s = h(g, L0, L1)
taylor = s * g * g - mean * s * s * g * g / 2 <= drop
on_the_path = mean <= L0 + 4 * L1 * (L0 / L1 + g)
first = s * g * g - (5 * L0 + 4 * L1 * g) / 2 * g * g * s * s <= drop
second = decrease(g, L0, L1) <= s * g * g - (5 * L0 + 4 * L1 * g) / 2 * g * g * s * s


def on_slow(x: Positive, epsilon: Positive, L1: Positive):
    """f(x_{k+1}) <= f(x_k) - h g^2/2 on the slow function's line, with L0 = 3 epsilon."""
    g = slow.gradient(x, epsilon)
    s = h(g, 3 * epsilon, L1)
    return slow.value(x - s * g, epsilon), slow.value(x, epsilon) - s * g * g / 2


far = 3 <= x


def on_exponential(x: Positive, L1: Positive):
    """The same on the exponential's quadratic part, with L0 = L1."""
    g = exponential.gradient(x, L1)
    s = h(g, L1, L1)
    return exponential.value(x - s * g, L1), exponential.value(x, L1) - s * g * g / 2


near = L1 * x <= 1


statement = Statement(
    "proof-3.7.1-descent",
    (
        Claim(
            Relation((first.in_words("the descent inequality"),), (taylor.in_words("Taylor"), on_the_path.in_words("lemma 3.7.1")), RANGES),
            part="first",
        ),
        Claim(
            Relation((second.in_words("and the line after it"),), search=RANGES),
            part="second",
            at=((second, {"g": 1.0, "L0": 1.0, "L1": 1.0}, 0.05),),
        ),
        Claim(Relation((at_most(on_slow, "on the slow function"),), (far.in_words("x >= 3"),), RANGES), part="slow function"),
        Claim(Relation((at_most(on_exponential, "on the exponential"),), (near.in_words("x <= 1/L1"),), RANGES), part="exponential"),
    ),
)
