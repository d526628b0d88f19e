"""When h <= (2 log M + 2)/(M L1), some function of the class with some start takes Delta L1 M/(4 epsilon^2 (log M + 1)) steps.

It is the second function from 1 + Delta/epsilon, where it is a member: to leave x >= 1 takes more than Delta/(2 epsilon^2 h) steps, each
at most 2 epsilon h long.
"""

from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Member, Piece, Statement
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import READER, Delta, epsilon
from theorysim.statements.chapter3.parts.fixed_steps import (
    DRAWN,
    RANGES,
    below_threshold,
    curvature_fits,
    gradient_fits,
    h,
    right_of,
    share,
    slow_gradient,
    slow_length,
    slow_rises,
    slow_smooth,
    slow_steep,
    stationary_at_once,
    threshold,
)
from theorysim.statements.chapter3.proof_3_7_2_conclusion import count
from theorysim.statements.chapter3.proof_3_7_2_slow_count import short

travels = count <= Delta / (2 * epsilon**2 * h)

MEMBER = (((), slow_smooth), ((), slow_gradient))
STEEP = ((right_of,), slow_steep)
PIECES = (
    Piece("it rises", (h <= 0,), (*MEMBER, ((right_of,), slow_rises), STEEP)),
    Piece("it crawls", (0 < h, below_threshold), (*MEMBER, ((), slow_length), ((), short), STEEP, ((), travels))),
)
statement = Statement(
    "proof-3.7.2-small-step",
    Claim(
        Cover(PIECES, (below_threshold,), (stationary_at_once(count <= 0),), RANGES),
        charity=READER,
        cause="hypothesis",
        why="When M <= epsilon every member is stationary at its start, so T = 0, below the printed count.",
        at=((count, {"Delta": 4, "epsilon": 1, "L1": 1, "M": 1}, 1),),
    ),
    Claim(
        Cover(PIECES, (below_threshold, curvature_fits, gradient_fits), (), RANGES),
        "repaired: when 3 epsilon <= L0 and 2 epsilon <= M",
        why="The second function is then a member.",
    ),
    echo="proof-3.7.2-large-step",
    instance=Family(
        gradient_descent,
        (Member(slow, {"epsilon": epsilon}, 1 + Delta / epsilon),),
        count,
        {"eta": share * threshold},
        (curvature_fits, gradient_fits, share <= 1),
        {name: DRAWN[name] for name in ("L0", "L1", "M", "epsilon", "share")} | {"Delta": DRAWN["F"]},
    ),
)
