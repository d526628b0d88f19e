"""Clipped gradient descent converges as O(L0 F/epsilon^2 + L1^2 F/L0), F = f(x_0) - f*.

The remark recalls theorem 3.4.1: its class (smooth in S, whose radius is 1), its step sizes, so steps of at most
min{1, 1/(10 L1)}, and every L1 > 0. The floor is the parabola L0 x^2/2, a member with every L1, from the start whose gap is F: it has to go
from there to epsilon/L0 in such steps. The ceiling is theorem 3.4.1.
"""

from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, minimum, sqrt
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.model import Bound, Claim, Known, Order, Relation, Statement
from theorysim.objectives.quadratic import quadratic
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, eta_c, gamma, h
from theorysim.statements.chapter3.proof_3_7_1_descent import first, on_the_path, taylor
from theorysim.statements.chapter3.proof_3_7_1_telescope import above, gains, summed
from theorysim.statements.chapter3.proof_3_7_1_telescope import bound as counted
from theorysim.statements.chapter3.theorem_3_4_1 import bound as ceiling

epsilon, F, g, L0, L1 = letters("epsilon F g L0 L1", Positive)
T = letter("T", Nonnegative)
x = letter("x", Real)


def size(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return L0 * F / (epsilon * epsilon) + L1 * L1 * F / L0


def parabola_start(F: Positive, L0: Positive):
    return sqrt(2 * F / L0)


def longest(L1: Positive):
    return minimum(1, 1 / (10 * L1))


def floor(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    """The way from the start to epsilon/L0, divided by the longest step."""
    return (parabola_start(F, L0) - epsilon / L0) / longest(L1)


member = absolute(quadratic.hessian(x, L0)) <= L0 + L1 * absolute(quadratic.gradient(x, L0))
has_gap = equals(quadratic.value(parabola_start(F, L0), L0), F)
steps = h(g, L0, L1) * g <= longest(L1)
went = parabola_start(F, L0) - T * longest(L1) <= x  # After T steps x is no further from the start than T of the longest steps.
arrived = quadratic.gradient(x, L0) <= epsilon
takes = floor(F, epsilon, L0, L1) <= T


def tenfold(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return 10 * size(F, epsilon, L0, L1)


at_least_one = 1 <= L1


FLOOR = Known(
    floor,
    (
        Relation((member.in_words("the parabola is (L0, L1)-smooth"),), search=RANGES),
        Relation((has_gap.in_words("its gap is F"),), search=RANGES),
        Relation((steps.in_words("no step is longer"),), search=RANGES),
        Relation((takes.in_words("T is at least the floor"),), (went, arrived), RANGES),
    ),
)
CEILING = Known(
    ceiling,
    (
        Relation((first,), (taylor, on_the_path), RANGES),
        Relation((gains,), (first, above), RANGES),
        Relation((counted,), (summed,), RANGES),
    ),
)
CLASS = (lower_bounded, twice_differentiable, l0_l1_smooth)
WIDE = {"L0": (1e-3, 1e-2), "L1": (1e-6, 1e-3), "epsilon": (1e-2, 1e2), "F": (1e-2, 1e6)}

statement = Statement(
    "remark-3.4.1-clipped",
    (
        Claim(
            Order(size, "O", floor=FLOOR, search=RANGES),
            cause="hypothesis",
            why="Theorem 3.4.1 has max{1, L1^2}, not L1^2: however small L1, steps are at most 1 long, and a parabola may have far to go.",
            second=(Bound(clipped_gradient_descent, tenfold, CLASS, {"eta_c": eta_c, "gamma": gamma}, WIDE),),
            at=((size, (2.0, 2.0, 4.0, 2.0), 4.0), (floor, (8.0, 1.0, 1.0, 0.1), 3.0)),
        ),
        Claim(
            Order(size, "O", ceiling=CEILING, given=(at_least_one.in_words("L1 >= 1"),), search=RANGES),
            "repaired: when L1 >= 1, as in theorem 3.4.2",
            why="Then T is at most 20 times the expression, by theorem 3.4.1. (With L1 < 1 it holds with max{1, L1^2}.)",
        ),
    ),
)
