"""Can similar rates be obtained, without noise, by an algorithm that does not see the function's value? Yes.

Online gradient descent (parts/online_steps.py) has found a (delta, epsilon)-stationary point with a chance of 2/3, as (5.4) asks, after at
most 444 L^2 Delta/(epsilon^3 delta) calls where epsilon <= L and epsilon delta <= 6 Delta: no more than 5/2 of what Theorem 5.4.1 prints,
without its logarithm. Without noise it sees how long the mean gradient of each block is, and knows the point by it: repeated log(1/gamma)/
log(3) times, rounded up, it fails with gamma at most.
"""

from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import Delta, L, delta, epsilon
from theorysim.statements.chapter7.parts.online_steps import LINES, PARTS, SIZES, few_blocks

without_noise = 37 * L**2 / epsilon**2 * few_blocks
similar = without_noise <= 444 * L**2 * Delta / (epsilon**3 * delta)
LONG = epsilon * delta <= 6 * Delta

statement = Statement(
    "text-7.2.3-oblivious",
    *(Claim(line, part=part) for line, part in zip(LINES, PARTS, strict=True)),
    Claim(
        Relation((similar,), (LONG,), SIZES),
        part="without noise",
        at=((without_noise, {"L": 1, "Delta": 1, "epsilon": 1, "delta": 1}, 259),),
    ),
)
