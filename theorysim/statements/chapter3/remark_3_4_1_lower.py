"""Gradient descent with a fixed step is not faster than Omega((L1 M/log M + L0) F/epsilon^2), where F is f(x_0) - f*.

Read over the class of theorem 3.4.2, of which the remark speaks: L0 >= 1, L1 >= 1, M > 1, one constant for all of them. Theorem 3.4.3
is the ceiling. The repaired reading covers the axis of step sizes: the slow function of the proof below both thresholds, the
exponential above (2 log M + 2)/(M L1), and from 2/L0 on a parabola of curvature L0, which comes no closer; that is the floor.
"""

from theorysim.maths import absolute, e, log, minimum
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Known, Member, Order, Piece, Relation, Statement
from theorysim.objectives.quadratic import quadratic
from theorysim.statements.chapter3.notation import READER, F, M, epsilon, x
from theorysim.statements.chapter3.parts import fixed_steps as proof
from theorysim.statements.chapter3.parts.fixed_steps import DRAWN, FITS, L0, L1, RANGES, beyond_one, h, threshold
from theorysim.statements.chapter3.theorem_3_4_2 import DIVERGES, MEMBER, PIECES, RISES, STEEP
from theorysim.statements.chapter3.theorem_3_4_3 import above, counted, descends, gains, summed
from theorysim.statements.chapter3.theorem_3_4_3 import bound as ceiling

size = (L1 * M / log(M) + L0) * F / epsilon**2
repaired_size = (L1 * M / (log(M) + 1) + L0) * F / epsilon**2
floor = repaired_size / 16
CEILING = Known(ceiling, (Relation((gains,), (descends, above), RANGES), Relation((counted,), (summed,))))

# The slow function, from the x with gap F down to 87/250, where the gradient is still above epsilon.
travels = floor <= (250 * proof.slow_start - 87) / (500 * epsilon * h)
CRAWLS = Piece(
    "the slow function crawls",
    (0 < h, h <= threshold, h * L0 <= 2),
    (*MEMBER, STEEP, ((), proof.slow_length), ((), travels.in_words("so the bound is at most the count"))),
)

# The parabola L0 x^2/2 from 2 epsilon/L0. |f'| grows with |x|, as f does: on the sublevel set it is at most what it is at the start.
start = 2 * epsilon / L0
slope = quadratic.gradient(x, L0)
PARABOLA = Piece(
    "the parabola comes no closer",
    (2 <= h * L0,),
    (
        ((), (absolute(quadratic.hessian(x, L0)) <= L0 + L1 * absolute(slope)).in_words("it is (L0, L1)-smooth")),
        ((), (absolute(quadratic.gradient(start, L0)) <= M).in_words("its gradient is at most M where f <= f(x_0)")),
        ((), (quadratic.value(start, L0) <= F).in_words("its gap is at most F")),
        ((), (absolute(x) <= absolute(x - h * slope)).in_words("|x_k| never falls")),
        ((start <= absolute(x),), (epsilon < absolute(slope)).in_words("so the gradient stays above epsilon")),
    ),
)
ENOUGH = (*FITS, beyond_one)
COVER = Cover((RISES, CRAWLS, DIVERGES, PARABOLA), ENOUGH, (), RANGES)
MEMBERS = (*proof.MEMBERS, Member(quadratic, {"a": L0}, start))
STEP = {"eta": proof.share * minimum(threshold, 2 / L0)}

statement = Statement(
    "remark-3.4.1-lower",
    Claim(
        Order(size, "Omega", ceiling=CEILING, search=RANGES),
        charity=READER,
        cause="constant",
        why="Theorem 3.4.2 has log M + 1, not log M: as M falls to 1 the expression passes the ceiling 4 (M L1 + L0) F/epsilon^2 "
        "of theorem 3.4.3 by any factor. (And where M <= epsilon, T is 0.)",
        second=(Cover(PIECES, (), (proof.stationary_at_once(size <= 0),), RANGES),),
        at=(
            (size, {"F": 1, "epsilon": 1, "L0": 1, "L1": 1, "M": e}, e + 1),
            (ceiling, {"F": 1, "epsilon": 1, "L0": 1, "L1": 1, "M": 1}, 8),
        ),
    ),
    Claim(
        Order(repaired_size, "Omega", floor=Known(floor, (COVER,)), given=ENOUGH, search=RANGES),
        "repaired: log M + 1 for log M, when L0 >= max{L1, 3 epsilon}, M >= 2 epsilon, F >= max{(2M - 1)/(2 L1), 5 epsilon/4}",
        second=(Family(gradient_descent, MEMBERS, floor, STEP, ENOUGH, DRAWN),),
        why="Then T >= (L1 M/(log M + 1) + L0) F/(16 epsilon^2): the three functions are members with gap at most F.",
        at=((floor, {"F": 16, "epsilon": 1, "L0": 3, "L1": 1, "M": 1}, 4),),
    ),
)
