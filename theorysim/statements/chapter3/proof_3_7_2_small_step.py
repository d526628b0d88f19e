"""Below the threshold the second function takes Delta L1 M/(4 epsilon^2 (log M + 1)) steps, where it is a member."""

from theorysim.domains import AboveOne, AtLeastOne, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import log
from theorysim.model import Claim, Cover, Piece, Statement, at_most
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

Delta, epsilon = letters("Delta epsilon", Positive)
h = letter("h", Real)
L1 = letter("L1", AtLeastOne)
M = letter("M", AboveOne)


positive_count = Delta * L1 * M / (4 * epsilon * epsilon * (log(M) + 1)) <= 0


# To leave x >= 1 from 1 + Delta/epsilon takes more than Delta/(2 epsilon^2 h) steps, each shorter than 2 epsilon h.
travels = Delta * L1 * M / (4 * epsilon * epsilon * (log(M) + 1)) <= Delta / (2 * epsilon * epsilon * h)


MEMBER = (((), slow_smooth.in_words("it is (L0, L1)-smooth")), ((), slow_gradient.in_words("its gradient is at most M")))
FORWARDS = forwards.in_words("0 < h")
BELOW = below_threshold.in_words("h <= (2 log M + 2)/(M L1)")
PIECES = (
    Piece(
        "it rises",
        (backwards.in_words("h <= 0"),),
        (
            *MEMBER,
            ((right_of,), slow_rises.in_words("x_k never falls")),
            ((right_of,), slow_steep.in_words("so the gradient stays 2 epsilon")),
        ),
    ),
    Piece(
        "it crawls",
        (FORWARDS, BELOW),
        (
            *MEMBER,
            ((), slow_length.in_words("a step is at most 2 epsilon h")),
            ((), stride.in_words("which is at most 4 epsilon (log M + 1)/(L1 M)")),
            ((right_of,), slow_steep.in_words("for x >= 1 the gradient is above epsilon")),
            ((), travels.in_words("the count")),
        ),
    ),
)
statement = Statement(
    "proof-3.7.2-small-step",
    (
        Claim(
            Cover(PIECES, (BELOW,), (stationary_at_once(positive_count.in_words("the count is at most T = 0")),), RANGES),
            cause="hypothesis",
            why="When M <= epsilon every member is stationary at its start, so T = 0, below the printed count.",
            at=((positive_count, {"Delta": 4.0, "epsilon": 1.0, "L1": 1.0, "M": 1.0}, 1.0),),
        ),
        Claim(
            Cover(PIECES, (BELOW, at_most(curvature_fits, "3 epsilon <= L0"), at_most(gradient_fits, "2 epsilon <= M")), (), RANGES),
            "repaired: when 3 epsilon <= L0 and 2 epsilon <= M",
            why="The second function is then a member.",
        ),
    ),
)
