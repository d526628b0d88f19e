"""Gradient descent with a fixed step is not faster than Omega((L1 M/log M + L0) F/epsilon^2), F = f(x_0) - f*.

Read over the class of theorem 3.4.2, of which the remark speaks: L0 >= 1, L1 >= 1, M > 1, one constant for all of them. Theorem 3.4.3
is the ceiling. The repaired reading covers the axis of step sizes: the slow function of the proof below both thresholds, the
exponential above (2 log M + 2)/(M L1), and from 2/L0 on a parabola of curvature L0, which comes no closer; that is the floor.
"""

from theorysim.domains import AboveOne, AtLeastOne, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, e, log, minimum
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Known, Member, Order, Piece, Relation, Statement
from theorysim.objectives.quadratic import quadratic
from theorysim.statements.chapter3.parts.fixed_steps import (
    DRAWN,
    MEMBERS,
    RANGES,
    below_threshold,
    beyond_one,
    forwards,
    slow_length,
    slow_start,
    stationary_at_once,
    threshold,
)
from theorysim.statements.chapter3.theorem_3_4_2 import FITS, MEMBER, PIECES, STEEP
from theorysim.statements.chapter3.theorem_3_4_3 import above, counted, descends, gains, summed
from theorysim.statements.chapter3.theorem_3_4_3 import bound as ceiling

epsilon, F = letters("epsilon F", Positive)
h, x = letters("h x", Real)
L0, L1 = letters("L0 L1", AtLeastOne)
M = letter("M", AboveOne)


def size(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return (L1 * M / log(M) + L0) * F / (epsilon * epsilon)


is_zero = size(F, epsilon, L0, L1, M) <= 0


def repaired_size(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return (L1 * M / (log(M) + 1) + L0) * F / (epsilon * epsilon)


def complexity(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return repaired_size(F, epsilon, L0, L1, M) / 16


below_both = h * L0 <= 2


# From the x with gap F down to 87/250, where the gradient is still above epsilon, in steps of at most 2 epsilon h.
travels = complexity(F, epsilon, L0, L1, M) <= (250 * slow_start(F, epsilon) - 87) / (500 * epsilon * h)


# the parabola L0 x^2/2 from 2 epsilon/L0


from_beyond = 2 <= h * L0
parabola_smooth = absolute(quadratic.hessian(x, L0)) <= L0 + L1 * absolute(quadratic.gradient(x, L0))


def parabola_start(epsilon: Positive, L0: AtLeastOne):
    return 2 * epsilon / L0


# |f'| grows with |x|, as f does: on the sublevel set it is at most what it is at the start.
parabola_gradient = absolute(quadratic.gradient(parabola_start(epsilon, L0), L0)) <= M
parabola_gap = quadratic.value(parabola_start(epsilon, L0), L0) <= F
no_closer = absolute(x) <= absolute(x - h * quadratic.gradient(x, L0))
parabola_steep = epsilon < absolute(quadratic.gradient(x, L0))
as_far = parabola_start(epsilon, L0) <= absolute(x)


def the_L0(L0: AtLeastOne):
    return L0


def step_size(share: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return share * minimum(threshold(L1, M), 2 / L0)


RISES, _, DIVERGES = PIECES
CRAWLS = Piece(
    "the slow function crawls",
    (forwards.in_words("0 < h"), below_threshold.in_words("h <= (2 log M + 2)/(M L1)"), below_both.in_words("h <= 2/L0")),
    (
        *MEMBER,
        STEEP,
        ((), slow_length.in_words("a step is at most 2 epsilon h")),
        ((), travels.in_words("so the bound is at most the count")),
    ),
)
PARABOLA = Piece(
    "the parabola comes no closer",
    (from_beyond.in_words("2/L0 <= h"),),
    (
        ((), parabola_smooth.in_words("it is (L0, L1)-smooth")),
        ((), parabola_gradient.in_words("its gradient is at most M where f <= f(x_0)")),
        ((), parabola_gap.in_words("its gap is at most F")),
        ((), no_closer.in_words("|x_k| never falls")),
        ((as_far,), parabola_steep.in_words("so the gradient stays above epsilon")),
    ),
)
ENOUGH = (*FITS, beyond_one.in_words("F >= 5 epsilon/4"))
COVER = Cover((RISES, CRAWLS, DIVERGES, PARABOLA), ENOUGH, (), RANGES)
GAIN = Relation((gains,), (descends, above))
CEILING = Known(ceiling, (GAIN, Relation((counted,), (summed,))))
PAIR = (*MEMBERS, Member(quadratic, {"a": the_L0}, parabola_start))

statement = Statement(
    "remark-3.4.1-lower",
    (
        Claim(
            Order(size, "Omega", ceiling=CEILING, search=RANGES),
            cause="constant",
            why="Theorem 3.4.2 has log M + 1, not log M: as M falls to 1 the expression passes the ceiling 4 (M L1 + L0) F/epsilon^2 "
            "of theorem 3.4.3 by any factor. (And where M <= epsilon, T is 0.)",
            second=(Cover(PIECES, (), (stationary_at_once(is_zero.in_words("the bound is at most T = 0")),), RANGES),),
            at=((size, (1.0, 1.0, 1.0, 1.0, e), e + 1), (ceiling, (1.0, 1.0, 1.0, 1.0, 1.0), 8.0)),
        ),
        Claim(
            Order(repaired_size, "Omega", floor=Known(complexity, (COVER,)), given=ENOUGH, search=RANGES),
            "repaired: log M + 1 for log M, when L0 >= max{L1, 3 epsilon}, M >= 2 epsilon, F >= max{(2M - 1)/(2 L1), 5 epsilon/4}",
            second=(Family(gradient_descent, PAIR, complexity, {"eta": step_size}, ENOUGH, DRAWN),),
            why="Then T >= (L1 M/(log M + 1) + L0) F/(16 epsilon^2): the three functions are members with gap at most F.",
            at=((complexity, (16.0, 1.0, 3.0, 1.0, 1.0), 4.0),),
        ),
    ),
)
