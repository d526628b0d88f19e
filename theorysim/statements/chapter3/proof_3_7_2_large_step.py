"""When h > (2 log M + 2)/(M L1), some function of the class with some start is never solved. Printed for every epsilon, M and L0 >= 1.

It is the exponential from the start where its gradient is M: a step from |x| lands beyond -|x|, so |x_k| grows for ever, and with it the
gradient, which never is as small as epsilon.
"""

from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Piece, Statement
from theorysim.statements.chapter3.notation import READER, M, epsilon
from theorysim.statements.chapter3.parts.fixed_steps import (
    DIVERGES,
    DRAWN,
    FITS,
    MEMBERS,
    RANGES,
    beyond_one,
    exponential_fits,
    h,
    share,
    stationary_at_once,
    threshold,
)
from theorysim.statements.chapter3.theorem_3_4_2 import bound

above_threshold = threshold < h
EXPONENTIAL = Piece("the exponential diverges", (above_threshold,), DIVERGES)

statement = Statement(
    "proof-3.7.2-large-step",
    Claim(
        Cover((EXPONENTIAL,), (above_threshold,), (stationary_at_once(None),), RANGES),
        charity=READER,
        cause="hypothesis",
        why="When M <= epsilon every member is stationary at its start, so T = 0 and not infinity.",
        at=((threshold, {"L1": 1, "M": 1}, 2),),
    ),
    Claim(
        Cover((EXPONENTIAL,), (above_threshold, exponential_fits, epsilon < M), (), RANGES),
        "repaired: when epsilon < M and L1 <= L0",
        why="The exponential is then a member (L0 = L1 is the least L0), its iterates diverge, and the gradient stays at least M.",
    ),
    instance=Family(
        gradient_descent,
        MEMBERS,
        bound,
        {"eta": share * threshold},
        (*FITS, beyond_one, 1 < share),
        DRAWN | {"share": (1.01, 5.0)},
    ),
)
