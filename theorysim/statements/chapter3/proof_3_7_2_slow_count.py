"""With h <= (2 log M + 2)/(M L1), on the second function x_{k+1} >= x_k - 4 epsilon (log M + 1)/(L1 M), the stride of a step.

So from x_0 = 1 + Delta/epsilon the gradient is 2 epsilon for k <= Delta L1 M/(4 epsilon^2 (log M + 1)).
"""

from theorysim.domains import Nonnegative
from theorysim.letters import equals, letter
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import Delta, M, epsilon, x
from theorysim.statements.chapter3.parts.fixed_steps import L1, RANGES, below_threshold, h, right_of, slope, slow_length, slow_rises

k = letter("k", Nonnegative)
stride = 4 * epsilon * (log(M) + 1) / (L1 * M)
short = 2 * epsilon * h <= stride
falls = x - stride <= x - h * slope
after = 1 <= 1 + Delta / epsilon - k * stride
before_the_count = k <= Delta * L1 * M / (4 * epsilon**2 * (log(M) + 1))

statement = Statement(
    "proof-3.7.2-slow-count",
    Claim(Relation((falls,), (0 < h, below_threshold), RANGES, (slow_length, short)), part="step"),
    Claim(Relation((falls,), (h <= 0, right_of), RANGES, (slow_rises,)), part="step, h <= 0"),
    Claim(
        Relation((after.in_words("x_k >= 1"),), (before_the_count,), RANGES),
        part="count",
        at=((before_the_count, {"k": 1, "Delta": 4, "epsilon": 1, "L1": 1, "M": 1}, 1),),
    ),
    Claim(Relation((equals(slope, 2 * epsilon),), (right_of,), RANGES), part="gradient"),
)
