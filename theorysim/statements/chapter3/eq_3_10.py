"""The first function satisfies the assumptions with the constants of (3.10), L0 = 1, L1 > 1 and M > 1.

At 0 its gradient vanishes and its second derivative is L1.
"""

from theorysim.domains import AboveOne
from theorysim.letters import equals, letter
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.notation import M, x
from theorysim.statements.chapter3.parts.fixed_steps import RANGES, start_gradient

L1 = letter("L1", AboveOne)
slope, curvature = absolute(exponential.gradient(x, L1)), absolute(exponential.hessian(x, L1))
with_one = curvature <= 1 + L1 * slope
with_L1 = curvature <= L1 + L1 * slope
steepest = Relation((equals(start_gradient, M),))

REPAIRED = "repaired: L0 = L1"
statement = Statement(
    "eq-3.10",
    Claim(
        Relation((with_one,), search=RANGES),
        part="L0 = 1",
        cause="constant",
        why="At x = 0 the gradient is 0 and f'' = L1 > 1 = L0.",
        at=((with_one, {"x": 0, "L1": 2}, 2),),
    ),
    Claim(steepest, part="M"),
    Claim(Relation((with_L1,), search=RANGES), REPAIRED, "L0 = L1", why="L0 = L1 is the least L0: at 0 it is attained."),
    Claim(steepest, REPAIRED, "M"),
)
