"""The first function with the constants of (3.10). At 0 its gradient vanishes and its second derivative is L1."""

from theorysim.domains import AboveOne, Real
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement, at_most, same
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.parts.fixed_steps import RANGES, exponential_start


def with_one(x: Real, L1: AboveOne):
    return absolute(exponential.hessian(x, L1)), 1 + L1 * absolute(exponential.gradient(x, L1))


def with_L1(x: Real, L1: AboveOne):
    return absolute(exponential.hessian(x, L1)), L1 + L1 * absolute(exponential.gradient(x, L1))


REPAIRED = "repaired: L0 = L1"
statement = Statement(
    "eq-3.10",
    (
        Claim(
            Relation((at_most(with_one, "|f''(x)| <= 1 + L1 |f'(x)|"),), search=RANGES),
            part="L0 = 1",
            cause="constant",
            why="At x = 0 the gradient is 0 and f'' = L1 > 1 = L0.",
            at=((with_one, (0.0, 2.0), 2.0),),
        ),
        Claim(Relation((same(exponential_start, "f'(x_0) = M"),)), part="M"),
        Claim(
            Relation((at_most(with_L1, "|f''(x)| <= L1 + L1 |f'(x)|"),), search=RANGES),
            REPAIRED,
            "L0 = L1",
            why="L0 = L1 is the least L0: at 0 it is attained.",
        ),
        Claim(Relation((same(exponential_start, "f'(x_0) = M"),)), REPAIRED, "M"),
    ),
)
