"""Below the threshold the second function takes Delta L1 M/(4 epsilon^2 (log M + 1)) steps, where it is a member."""

from theorysim.domains import AboveOne, AtLeastOne, Positive, Real
from theorysim.maths import log
from theorysim.model import Claim, Cover, Piece, Statement, at_most, less
from theorysim.statements.chapter3.parts.fixed_steps import (
    RANGES,
    backwards,
    below_threshold,
    curvature_fits,
    forwards,
    gradient_fits,
    right_of,
    slow_gradient,
    slow_length,
    slow_rises,
    slow_smooth,
    slow_steep,
    stationary_at_once,
    stride,
)


def positive_count(Delta: Positive, epsilon: Positive, L1: AtLeastOne, M: AboveOne):
    return Delta * L1 * M / (4 * epsilon * epsilon * (log(M) + 1)), 0


def travels(h: Real, Delta: Positive, epsilon: Positive, L1: AtLeastOne, M: AboveOne):
    """To leave x >= 1 from 1 + Delta/epsilon takes more than Delta/(2 epsilon^2 h) steps, each shorter than 2 epsilon h."""
    return Delta * L1 * M / (4 * epsilon * epsilon * (log(M) + 1)), Delta / (2 * epsilon * epsilon * h)


MEMBER = (((), at_most(slow_smooth, "it is (L0, L1)-smooth")), ((), at_most(slow_gradient, "its gradient is at most M")))
FORWARDS = less(forwards, "0 < h")
BELOW = at_most(below_threshold, "h <= (2 log M + 2)/(M L1)")
PIECES = (
    Piece(
        "it rises",
        (at_most(backwards, "h <= 0"),),
        (
            *MEMBER,
            ((at_most(right_of),), at_most(slow_rises, "x_k never falls")),
            ((at_most(right_of),), less(slow_steep, "so the gradient stays 2 epsilon")),
        ),
    ),
    Piece(
        "it crawls",
        (FORWARDS, BELOW),
        (
            *MEMBER,
            ((), at_most(slow_length, "a step is at most 2 epsilon h")),
            ((), at_most(stride, "which is at most 4 epsilon (log M + 1)/(L1 M)")),
            ((at_most(right_of),), less(slow_steep, "for x >= 1 the gradient is above epsilon")),
            ((), at_most(travels, "the count")),
        ),
    ),
)
statement = Statement(
    "proof-3.7.2-small-step",
    (
        Claim(
            Cover(PIECES, (BELOW,), (stationary_at_once(at_most(positive_count, "the count is at most T = 0")),), RANGES),
            cause="hypothesis",
            why="When M <= epsilon every member is stationary at its start, so T = 0, below the printed count.",
            at=((positive_count, (4.0, 1.0, 1.0, 1.0), 1.0),),
        ),
        Claim(
            Cover(PIECES, (BELOW, at_most(curvature_fits, "3 epsilon <= L0"), at_most(gradient_fits, "2 epsilon <= M")), (), RANGES),
            "repaired: when 3 epsilon <= L0 and 2 epsilon <= M",
            why="The second function is then a member.",
        ),
    ),
)
