"""The iteration complexity of stochastic gradient descent, T being the bound. M is read as in Assumption 3.4.1.

On a slope of length (x_0 - 1) the gradient is 2 epsilon_f for as long as T steps of size at most 1/sqrt(T) do not leave it: T grows like
(F/epsilon^2)^2. The second route of the printed reading is that count, that of the repaired one a proof, which gives P(hit by T) >= 1/2
(see `sgd_proof`).
"""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Bound, Claim, Denial, Exists, Statement, at_most, less
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.sgd_proof import PROOF
from theorysim.statements.chapter3.parts.stochastic_steps import WITH_M, gap_and_noise, sgd_step

CLASSES = (lower_bounded, twice_differentiable, l0_l1_smooth, bounded_gradient_on_sublevel)


def bound(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, M: Positive, tau: Nonnegative):
    return gap_and_noise(F, L0, L1, M, tau) / (epsilon * epsilon * epsilon * epsilon)


def squared(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, M: Positive, tau: Nonnegative):
    Q = gap_and_noise(F, L0, L1, M, tau) / (epsilon * epsilon)
    return Q * Q


def not_stationary(epsilon: Positive, M: Positive):
    return epsilon, M


# the slope: slow with slope 2 e, L0 = 3 e, M = 2 e, from x0 > 1


def on_slope(x0: Positive, e: Positive, epsilon: Positive, L1: Positive, tau: Nonnegative):
    return bound(slow.value(x0, e), epsilon, 3 * e, L1, 2 * e, tau)


def is_met(x0: Positive, e: Positive, epsilon: Positive):
    return slow.gradient(x0, e), epsilon


def on_the_slope(x0: Positive):
    return 1, x0


def above_one(e: Positive):
    return 1, 2 * e


def below_slope(e: Positive, epsilon: Positive):
    return epsilon, 2 * e


def no_less(B: Positive, x0: Positive, e: Positive, epsilon: Positive, L1: Positive, tau: Nonnegative):
    return on_slope(x0, e, epsilon, L1, tau), B


def too_long(B: Positive, x0: Positive, e: Positive):
    return 4 * e * e * B, (x0 - 1) * (x0 - 1)


def within(T: Positive, B: Positive):
    return T, B


def until(k: Nonnegative, T: Positive):
    return k, T


def step_size(h: Positive, T: Positive):
    return h * h * T, 1


def not_yet_left(k: Nonnegative, h: Positive, x0: Positive, e: Positive):
    """x_k = x_0 - 2 e h k."""
    return 1, x0 - 2 * e * h * k


def beyond(x: Real):
    return 1, x


def steep(x: Real, e: Positive, epsilon: Positive):
    return epsilon, slow.gradient(x, e)


SLOPE = Exists(
    (at_most(is_met, "some |f'(x_k)| <= epsilon with k <= the bound"),),
    (at_most(on_the_slope), less(above_one, "M = 2 e > 1")),
    (
        Denial(
            (less(below_slope, "epsilon < 2 e"), at_most(no_less, "the bound is at most B"), at_most(too_long, "4 e^2 B <= (x_0 - 1)^2")),
            (
                (tuple(map(at_most, (within, until, step_size))), at_most(not_yet_left, "x_k >= 1 up to the bound")),
                ((at_most(beyond),), less(steep, "and there the gradient is above epsilon")),
            ),
        ),
    ),
    {"x0": (1.0, 1e3), "e": (0.51, 10.0), "epsilon": (1e-1, 20.0), "L1": (1e-6, 1.0), "tau": (1e-3, 1.0), "B": (1.0, 1e3)},
)


def bound_of(T, idle=None):
    return Bound(gradient_descent, T, CLASSES, {"eta": sgd_step}, WITH_M, bounded_noise, idle=idle or {})


statement = Statement(
    "theorem-3.4.5",
    (
        Claim(
            bound_of(bound),
            cause="exponent",
            why="On a slope a step gains g^2/sqrt(T), so T >= (F/g^2)^2: square the parentheses. A bound below 1, as here, allows no step.",
            second=(SLOPE,),
            at=((bound, (1.0, 2.0, 1.0, 1.0, 1.0, 1.0), 37 / 16),),
        ),
        Claim(
            bound_of(squared, {"eta 2": (less(not_stationary),)}),
            "repaired: at most ((f(x_0) - f* + (5 L0 + 4 L1 M)(M + tau)^2)/epsilon^2)^2",
            second=PROOF,
            why="The noise may leave the sublevel set, where M bounds nothing, but seldom gets far. The step is 1/sqrt(T).",
            at=((squared, (1.0, 2.0, 1.0, 1.0, 1.0, 1.0), 1369 / 16),),
        ),
    ),
)
