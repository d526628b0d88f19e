"""The iteration complexity of gradient descent with a fixed step is at least L1 M (F - 5 epsilon/8)/(8 epsilon^2 (log M + 1)).

F is f(x_0) - f*. The whole axis of the step size h is covered: below 0 and up to the threshold by the second function of the proof,
from the x0 at which its gap is F, above the threshold by the first. The last steps of the second function, between x = 1
and where its gradient is epsilon, are what makes the printed 5/8 true where the class holds both functions.
"""

from theorysim.domains import AboveOne, AtLeastOne, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, log
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Piece, Statement, at_most
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.fixed_steps import (
    DRAWN,
    EXPONENTIAL,
    MEMBERS,
    RANGES,
    backwards,
    before_stationary,
    below_threshold,
    beyond_one,
    curvature_fits,
    exponential_fits,
    exponential_gap,
    forwards,
    gap_fits,
    gradient_fits,
    slow_gradient,
    slow_length,
    slow_rises,
    slow_smooth,
    slow_steep,
    stationary_at_once,
    step_size,
)

epsilon, F = letters("epsilon F", Positive)
h, x = letters("h x", Real)
L1 = letter("L1", AtLeastOne)
M = letter("M", AboveOne)


def bound(F, epsilon, L1, M):
    return L1 * M * (F - 5 * epsilon / 8) / (8 * epsilon * epsilon * (log(M) + 1))


def complexity(F: Positive, epsilon: Positive, L1: AtLeastOne, M: AboveOne):
    return bound(F, epsilon, L1, M)


is_zero = bound(F, epsilon, L1, M) <= 0


# From x (with gap F = f(x)) down to 87/250 in steps of at most 2 epsilon h takes at least this many.
travels = bound(slow.value(x, epsilon), epsilon, L1, M) <= (250 * x - 87) / (500 * epsilon * h)


# A gap that is reached at |x| <= 87/250 is so small that the bound is not positive.
already_small = bound(slow.value(x, epsilon), epsilon, L1, M) <= 0
near = 250 * absolute(x) <= 87


# The same, divided by the count per unit: (F/epsilon - 5/8)/2 <= x - 87/250.
in_units = (slow.value(x, 1) - 5 / 8) / 2 <= (250 * x - 87) / 250


MEMBER = (((), slow_smooth.in_words("it is (L0, L1)-smooth")), ((), slow_gradient.in_words("its gradient is at most M")))
STEEP = ((before_stationary.in_words("x > 87/250"),), slow_steep.in_words("the gradient is above epsilon"))
PIECES = (
    Piece(
        "the slow function rises",
        (backwards.in_words("h <= 0"),),
        (*MEMBER, STEEP, ((before_stationary,), slow_rises.in_words("x_k never falls"))),
    ),
    Piece(
        "the slow function crawls",
        (forwards.in_words("0 < h"), below_threshold.in_words("h <= (2 log M + 2)/(M L1)")),
        (
            *MEMBER,
            STEEP,
            ((), slow_length.in_words("a step is at most 2 epsilon h")),
            ((near,), already_small.in_words("a gap reached at |x| <= 87/250 asks for no step")),
            ((before_stationary,), in_units.in_words("the printed gap is less than the way to go")),
            ((before_stationary,), travels.in_words("so the printed bound is at most the count")),
        ),
    ),
    Piece(EXPONENTIAL.name, EXPONENTIAL.where, (*EXPONENTIAL.proved, ((), exponential_gap.in_words("its gap is at most F")))),
)
FITS = (
    at_most(exponential_fits, "L1 <= L0"),
    at_most(curvature_fits, "3 epsilon <= L0"),
    at_most(gradient_fits, "2 epsilon <= M"),
    at_most(gap_fits, "F >= (2M - 1)/(2 L1)"),
)
REPAIRED = Cover(PIECES, FITS, (), RANGES)
statement = Statement(
    "theorem-3.4.2",
    (
        Claim(
            Cover(PIECES, (), (stationary_at_once(is_zero.in_words("the bound is at most T = 0")),), RANGES),
            cause="hypothesis",
            why="When M <= epsilon every member is stationary at its start: the complexity is 0, below the printed bound.",
            at=((is_zero, {"F": 13.0 / 8, "epsilon": 1.0, "L1": 1.0, "M": 1.0}, 1.0 / 8),),
        ),
        Claim(
            REPAIRED,
            "repaired: when L0 >= max{L1, 3 epsilon}, M >= 2 epsilon, F >= (2M - 1)/(2 L1)",
            second=(Family(gradient_descent, MEMBERS, complexity, {"eta": step_size}, (*FITS, beyond_one), DRAWN),),
            why="Then both functions are members with gap at most F, and the printed bound, 5 epsilon/8 included, holds.",
        ),
    ),
)
