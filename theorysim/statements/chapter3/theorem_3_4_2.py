"""Gradient descent with a fixed step takes at least L1 M (F - 5 epsilon/8)/(8 epsilon^2 (log M + 1)) steps, where F is f(x_0) - f*.

Whatever the step size h, one of two functions of the class needs so many. Up to (2 log M + 2)/(M L1) it is the slow function, from the x
where its gap is F: down to x = 87/250 its gradient is above epsilon, and no step is longer than 2 epsilon h. For a larger h it is the
exponential, which diverges. Each piece of the axis of h lists what is proved there, and for which x.
"""

from theorysim.domains import AboveOne, AtLeastOne, Positive
from theorysim.maths import absolute, log
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Piece, Statement
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import READER, F, M, epsilon, x
from theorysim.statements.chapter3.parts import fixed_steps as proof
from theorysim.statements.chapter3.parts.fixed_steps import FITS, L1, RANGES, h, threshold
from theorysim.statements.chapter3.parts.small_gap import soon_done


def complexity(F: Positive, epsilon: Positive, L1: AtLeastOne, M: AboveOne):
    return L1 * M * (F - 5 * epsilon / 8) / (8 * epsilon**2 * (log(M) + 1))


bound = complexity(F, epsilon, L1, M)
bound_from_x = complexity(slow.value(x, epsilon), epsilon, L1, M)
moving = 87 < 250 * x
near = 250 * absolute(x) <= 87

MEMBER = (((), proof.slow_smooth), ((), proof.slow_gradient))
STEEP = ((moving,), proof.slow_steep)
RISES = Piece("the slow function rises", where=(h <= 0,), proved=(*MEMBER, STEEP, ((moving,), proof.slow_rises)))
CRAWLS = Piece(
    "the slow function crawls",
    where=(0 < h, h <= threshold),
    proved=(
        *MEMBER,
        STEEP,
        ((), proof.slow_length),
        ((near,), (bound_from_x <= 0).in_words("a gap reached at |x| <= 87/250 asks for no step")),
        ((moving,), ((slow.value(x, 1) - 5 / 8) / 2 <= (250 * x - 87) / 250).in_words("the printed gap is less than the way to go")),
        ((moving,), (bound_from_x <= (250 * x - 87) / (500 * epsilon * h)).in_words("so the printed bound is at most the count")),
    ),
)
DIVERGES = Piece("the exponential diverges", where=(threshold < h,), proved=(*proof.DIVERGES, ((), proof.exponential_gap)))
PIECES = (RISES, CRAWLS, DIVERGES)
REPAIRED = Cover(PIECES, given=FITS, search=RANGES)

statement = Statement(
    "theorem-3.4.2",
    Claim(
        Cover(PIECES, denials=(soon_done(bound),), search=RANGES),
        cause="hypothesis",
        charity=READER,
        why="A gap of F allows no gradient above 4 F L1 + L0/L1: with M large against it T is far below the printed bound. (And when "
        "M <= epsilon every member is stationary at its start, so T = 0.)",
        at=((bound, {"F": 13 / 8, "epsilon": 1, "L1": 1, "M": 1}, 1 / 8),),
    ),
    Claim(
        REPAIRED,
        "repaired: when L0 >= max{L1, 3 epsilon}, M >= 2 epsilon, F >= (2M - 1)/(2 L1)",
        second=(
            Family(
                gradient_descent,
                proof.MEMBERS,
                bound,
                {"eta": proof.share * threshold},
                given=(*FITS, proof.beyond_one),
                search=proof.DRAWN,
            ),
        ),
        why="Then both functions are members with gap at most F, and the printed bound, 5 epsilon/8 included, holds.",
    ),
)
