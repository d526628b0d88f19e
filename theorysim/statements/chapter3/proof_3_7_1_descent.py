"""The descent inequality of clipped gradient descent, f(x_{k+1}) <= f(x_k) - h g^2 + (5 L0 + 4 L1 g) g^2 h^2/2 <= f(x_k) - h g^2/2.

`drop` is f(x_k) - f(x_{k+1}). The path lies within min{1/L1, 1} of x_k, so by lemma 3.7.1 the Hessian on it is at most
L0 + 4 L1 (L0/L1 + g), and the remainder of Taylor's theorem, a weighted `mean` of the Hessian, is at most that times h^2 g^2/2.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import letter
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import L0, L1, RANGES, epsilon, g
from theorysim.statements.chapter3.parts.clipped_steps import h, step_size

drop = letter("drop", Real)
mean = letter("mean", Positive)
x = letter("x", Positive)

quantified = h * g**2 - (5 * L0 + 4 * L1 * g) / 2 * g**2 * h**2
descends = quantified <= drop
second = h * g**2 / 2 <= quantified
taylor = (h * g**2 - mean * h**2 * g**2 / 2 <= drop).in_words("Taylor")
on_the_path = (mean <= L0 + 4 * L1 * (L0 / L1 + g)).in_words("lemma 3.7.1")


def halved(f, L0, c):
    """State f(x_{k+1}) <= f(x_k) - h g^2/2 on the line of a function with the constant c."""
    slope = f.gradient(x, c)
    step = step_size(slope, L0, L1)
    return f.value(x - step * slope, c) <= f.value(x, c) - step * slope**2 / 2


statement = Statement(
    "proof-3.7.1-descent",
    Claim(Relation((descends.in_words("the descent inequality"),), (taylor, on_the_path), RANGES), part="first"),
    Claim(Relation((second,), search=RANGES), part="second", at=((second, {"g": 1, "L0": 1, "L1": 1}, 0.05),)),
    Claim(Relation((halved(slow, 3 * epsilon, epsilon),), (3 <= x,), RANGES), part="slow function"),
    Claim(Relation((halved(exponential, L1, L1),), (L1 * x <= 1,), RANGES), part="exponential"),  # where it is a parabola,
)
