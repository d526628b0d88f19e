"""Gradient descent with a fixed step is not faster than Omega((L1 M/log M + L0) F/epsilon^2), F = f(x_0) - f*.

Read over the class of theorem 3.4.2, of which the remark speaks: L0 >= 1, L1 >= 1, M > 1, one constant for all of them. Theorem 3.4.3
is the ceiling. The repaired reading covers the axis of step sizes: the slow function of the proof below both thresholds, the
exponential above (2 log M + 2)/(M L1), and from 2/L0 on a parabola of curvature L0, which comes no closer; that is the floor.
"""

from theorysim.domains import AboveOne, AtLeastOne, Positive, Real
from theorysim.maths import absolute, e, log, minimum
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Known, Member, Order, Piece, Relation, Statement, at_most, less
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


def size(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return (L1 * M / log(M) + L0) * F / (epsilon * epsilon)


def is_zero(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return size(F, epsilon, L0, L1, M), 0


def repaired_size(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return (L1 * M / (log(M) + 1) + L0) * F / (epsilon * epsilon)


def complexity(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return repaired_size(F, epsilon, L0, L1, M) / 16


def below_both(h: Real, L0: AtLeastOne):
    return h * L0, 2


def travels(h: Real, F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    """From the x with gap F down to 87/250, where the gradient is still above epsilon, in steps of at most 2 epsilon h."""
    return complexity(F, epsilon, L0, L1, M), (250 * slow_start(F, epsilon) - 87) / (500 * epsilon * h)


# the parabola L0 x^2/2 from 2 epsilon/L0


def from_beyond(h: Real, L0: AtLeastOne):
    return 2, h * L0


def parabola_smooth(x: Real, L0: AtLeastOne, L1: AtLeastOne):
    return absolute(quadratic.hessian(x, L0)), L0 + L1 * absolute(quadratic.gradient(x, L0))


def parabola_start(epsilon: Positive, L0: AtLeastOne):
    return 2 * epsilon / L0


def parabola_gradient(epsilon: Positive, L0: AtLeastOne, M: AboveOne):
    """|f'| grows with |x|, as f does: on the sublevel set it is at most what it is at the start."""
    return absolute(quadratic.gradient(parabola_start(epsilon, L0), L0)), M


def parabola_gap(F: Positive, epsilon: Positive, L0: AtLeastOne):
    return quadratic.value(parabola_start(epsilon, L0), L0), F


def no_closer(x: Real, h: Real, L0: AtLeastOne):
    return absolute(x), absolute(x - h * quadratic.gradient(x, L0))


def parabola_steep(x: Real, epsilon: Positive, L0: AtLeastOne):
    return epsilon, absolute(quadratic.gradient(x, L0))


def as_far(x: Real, epsilon: Positive, L0: AtLeastOne):
    return parabola_start(epsilon, L0), absolute(x)


def the_L0(L0: AtLeastOne):
    return L0


def step_size(share: Positive, L0: AtLeastOne, L1: AtLeastOne, M: AboveOne):
    return share * minimum(threshold(L1, M), 2 / L0)


RISES, _, DIVERGES = PIECES
CRAWLS = Piece(
    "the slow function crawls",
    (less(forwards, "0 < h"), at_most(below_threshold, "h <= (2 log M + 2)/(M L1)"), at_most(below_both, "h <= 2/L0")),
    (
        *MEMBER,
        STEEP,
        ((), at_most(slow_length, "a step is at most 2 epsilon h")),
        ((), at_most(travels, "so the bound is at most the count")),
    ),
)
PARABOLA = Piece(
    "the parabola comes no closer",
    (at_most(from_beyond, "2/L0 <= h"),),
    (
        ((), at_most(parabola_smooth, "it is (L0, L1)-smooth")),
        ((), at_most(parabola_gradient, "its gradient is at most M where f <= f(x_0)")),
        ((), at_most(parabola_gap, "its gap is at most F")),
        ((), at_most(no_closer, "|x_k| never falls")),
        ((at_most(as_far),), less(parabola_steep, "so the gradient stays above epsilon")),
    ),
)
ENOUGH = (*FITS, at_most(beyond_one, "F >= 5 epsilon/4"))
COVER = Cover((RISES, CRAWLS, DIVERGES, PARABOLA), ENOUGH, (), RANGES)
GAIN = Relation((at_most(gains),), (at_most(descends), at_most(above)))
CEILING = Known(ceiling, (GAIN, Relation((at_most(counted),), (at_most(summed),))))
PAIR = (*MEMBERS, Member(quadratic, {"a": the_L0}, parabola_start))

statement = Statement(
    "remark-3.4.1-lower",
    (
        Claim(
            Order(size, "Omega", ceiling=CEILING, search=RANGES),
            cause="constant",
            why="Theorem 3.4.2 has log M + 1, not log M: as M falls to 1 the expression passes the ceiling 4 (M L1 + L0) F/epsilon^2 "
            "of theorem 3.4.3 by any factor. (And where M <= epsilon, T is 0.)",
            second=(Cover(PIECES, (), (stationary_at_once(at_most(is_zero, "the bound is at most T = 0")),), RANGES),),
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
