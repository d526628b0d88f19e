"""The first function with the constants of (3.10). At 0 its gradient vanishes and its second derivative is L1."""

from theorysim.domains import AboveOne, Real
from theorysim.letters import letter
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement, same
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.parts.fixed_steps import RANGES, exponential_start

L1 = letter("L1", AboveOne)
x = letter("x", Real)


with_one = absolute(exponential.hessian(x, L1)) <= 1 + L1 * absolute(exponential.gradient(x, L1))
with_L1 = absolute(exponential.hessian(x, L1)) <= L1 + L1 * absolute(exponential.gradient(x, L1))


REPAIRED = "repaired: L0 = L1"
statement = Statement(
    "eq-3.10",
    (
        Claim(
            Relation((with_one.in_words("|f''(x)| <= 1 + L1 |f'(x)|"),), search=RANGES),
            part="L0 = 1",
            cause="constant",
            why="At x = 0 the gradient is 0 and f'' = L1 > 1 = L0.",
            at=((with_one, {"x": 0.0, "L1": 2.0}, 2.0),),
        ),
        Claim(Relation((same(exponential_start, "f'(x_0) = M"),)), part="M"),
        Claim(
            Relation((with_L1.in_words("|f''(x)| <= L1 + L1 |f'(x)|"),), search=RANGES),
            REPAIRED,
            "L0 = L1",
            why="L0 = L1 is the least L0: at 0 it is attained.",
        ),
        Claim(Relation((same(exponential_start, "f'(x_0) = M"),)), REPAIRED, "M"),
    ),
)
