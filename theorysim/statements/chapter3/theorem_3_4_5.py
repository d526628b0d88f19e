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
from theorysim.letters import letter, letters, number
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Bound, Claim, Denial, Exists, Statement
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.sgd_proof import PROOF
from theorysim.statements.chapter3.parts.stochastic_steps import WITH_M, gap_and_noise, sgd_step

B, e, epsilon, h, L1, M, T, x0 = letters("B e epsilon h L1 M T x0", Positive)
k, tau = letters("k tau", Nonnegative)
x = letter("x", Real)

CLASSES = (lower_bounded, twice_differentiable, l0_l1_smooth, bounded_gradient_on_sublevel)


def bound(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, M: Positive, tau: Nonnegative):
    return gap_and_noise(F, L0, L1, M, tau) / (epsilon * epsilon * epsilon * epsilon)


def squared(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, M: Positive, tau: Nonnegative):
    Q = gap_and_noise(F, L0, L1, M, tau) / (epsilon * epsilon)
    return Q * Q


not_stationary = epsilon < M


# the slope: slow with slope 2 e, L0 = 3 e, M = 2 e, from x0 > 1


def on_slope(x0: Positive, e: Positive, epsilon: Positive, L1: Positive, tau: Nonnegative):
    return bound(slow.value(x0, e), epsilon, 3 * e, L1, 2 * e, tau)


is_met = slow.gradient(x0, e) <= epsilon
on_the_slope = 1 <= x0
above_one = 1 < number(2) * e
below_slope = epsilon < number(2) * e
no_less = on_slope(x0, e, epsilon, L1, tau) <= B
too_long = number(4) * e * e * B <= (x0 - 1) * (x0 - 1)
within = T <= B
until = k <= T
step_size = h * h * T <= 1
not_yet_left = 1 <= x0 - number(2) * e * h * k  # x_k = x_0 - 2 e h k.
beyond = 1 <= x
steep = epsilon < slow.gradient(x, e)


SLOPE = Exists(
    (is_met.in_words("some |f'(x_k)| <= epsilon with k <= the bound"),),
    (on_the_slope, above_one.in_words("M = 2 e > 1")),
    (
        Denial(
            (
                below_slope.in_words("epsilon < 2 e"),
                no_less.in_words("the bound is at most B"),
                too_long.in_words("4 e^2 B <= (x_0 - 1)^2"),
            ),
            (
                (
                    (
                        within,
                        until,
                        step_size,
                    ),
                    not_yet_left.in_words("x_k >= 1 up to the bound"),
                ),
                ((beyond,), steep.in_words("and there the gradient is above epsilon")),
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
            bound_of(squared, {"eta 2": (not_stationary,)}),
            "repaired: at most ((f(x_0) - f* + (5 L0 + 4 L1 M)(M + tau)^2)/epsilon^2)^2",
            second=PROOF,
            why="The noise may leave the sublevel set, where M bounds nothing, but seldom gets far. The step is 1/sqrt(T).",
            at=((squared, (1.0, 2.0, 1.0, 1.0, 1.0, 1.0), 1369 / 16),),
        ),
    ),
)
