"""The second function satisfies the assumptions with the constants of (3.10), L0 = 1, L1 > 1 and M > 1.

Its second derivative at 0 is 3 epsilon, its gradient reaches 2 epsilon.
"""

from theorysim.domains import AboveOne
from theorysim.letters import letter
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import READER, epsilon, x
from theorysim.statements.chapter3.parts.fixed_steps import RANGES, slope, slow_gradient

L1 = letter("L1", AboveOne)
with_one = absolute(slow.hessian(x, epsilon)) <= 1 + L1 * absolute(slope)
SMALL = (3 * epsilon <= 1,)

REPAIRED = "repaired: 3 epsilon <= L0 = 1"
statement = Statement(
    "proof-3.7.2-slow-constants",
    Claim(
        Relation((with_one,), search=RANGES),
        part="L0 = 1",
        cause="hypothesis",
        why="At x = 0 the gradient is 0 and f'' = 3 epsilon, above L0 = 1 when epsilon > 1/3.",
        at=((with_one, {"x": 0, "epsilon": 2, "L1": 2}, 6),),
    ),
    Claim(
        Relation((slow_gradient,), search=RANGES),
        part="M",
        charity=READER,
        cause="hypothesis",
        why="Beyond 1 the gradient is 2 epsilon, above M when epsilon > M/2.",
    ),
    Claim(Relation((with_one,), SMALL, RANGES), REPAIRED, "L0 = 1"),
    Claim(Relation((slow_gradient,), SMALL, RANGES), REPAIRED, "M", why="Then 2 epsilon <= 2/3 < M as well; the limit is attained at 0."),
)
