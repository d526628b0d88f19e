"""M, the largest gradient norm on the sublevel set of the start, is finite: in closed form for the hard functions; x^3 has none.

For the exponential the sublevel set of x_0 = (log M + 1)/L1 is |x| <= x_0. For x^3 every x < 0 lies in that of x_0 = 0, and at -(1 + M)
the gradient is above M.
"""

from theorysim.domains import Positive
from theorysim.letters import letter
from theorysim.maths import absolute, log
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.objectives.cubic import cubic
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import L1, M, epsilon, x

M_any = letter("M", Positive)

bounded = absolute(exponential.gradient(x, L1)) <= M
on_sublevel = L1 * absolute(x) <= log(M) + 1
beyond = log(M) + 1 <= L1 * absolute(x)
outside = (M / L1 <= exponential.value(x, L1)).in_words("f(x) >= f(x_0) = M/L1")
slow_bounded = absolute(slow.gradient(x, epsilon)) <= 2 * epsilon
cubic_steeper = M_any < absolute(cubic.gradient(-(1 + M_any)))
cubic_below = cubic.value(-(1 + M_any)) <= 0

statement = Statement(
    "assumption-3.4.1",
    Claim(Relation((bounded,), (on_sublevel,)), part="exponential", at=((bounded, {"x": 0.5, "L1": 1, "M": 2}, 0.5),)),
    Claim(Relation((outside,), (beyond,)), part="exponential, sublevel set"),
    Claim(Relation((slow_bounded,)), part="slow"),
    Claim(Exists((cubic_steeper, cubic_below)), part="x^3, not"),
)
