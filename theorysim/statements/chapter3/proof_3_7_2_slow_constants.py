"""The second function with the constants of (3.10). Its second derivative at 0 is 3 epsilon, its gradient reaches 2 epsilon."""

from theorysim.domains import AboveOne, Positive, Real
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.fixed_steps import RANGES, slow_gradient


def with_one(x: Real, epsilon: Positive, L1: AboveOne):
    return absolute(slow.hessian(x, epsilon)), 1 + L1 * absolute(slow.gradient(x, epsilon))


def small(epsilon: Positive):
    return 3 * epsilon, 1


REPAIRED = "repaired: 3 epsilon <= L0 = 1"
statement = Statement(
    "proof-3.7.2-slow-constants",
    (
        Claim(
            Relation((at_most(with_one, "|f''(x)| <= 1 + L1 |f'(x)|"),), search=RANGES),
            part="L0 = 1",
            cause="hypothesis",
            why="At x = 0 the gradient is 0 and f'' = 3 epsilon, above L0 = 1 when epsilon > 1/3.",
            at=((with_one, (0.0, 2.0, 2.0), 6.0),),
        ),
        Claim(
            Relation((at_most(slow_gradient, "|f'(x)| <= M"),), search=RANGES),
            part="M",
            cause="hypothesis",
            why="Beyond 1 the gradient is 2 epsilon, above M when epsilon > M/2.",
        ),
        Claim(
            Relation((at_most(with_one, "|f''(x)| <= 1 + L1 |f'(x)|"),), (at_most(small, "3 epsilon <= 1"),), RANGES), REPAIRED, "L0 = 1"
        ),
        Claim(
            Relation((at_most(slow_gradient, "|f'(x)| <= M"),), (at_most(small, "3 epsilon <= 1"),), RANGES),
            REPAIRED,
            "M",
            why="Then 2 epsilon <= 2/3 < M as well; the limit is attained at 0.",
        ),
    ),
)
