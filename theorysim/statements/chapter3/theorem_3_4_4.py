"""The iteration complexity of stochastic clipped gradient descent, T being the bound.

The step is printed with the threshold 1/(16 eta L1), and proved with 1/(16 L1). The second route of the printed reading is a cycle of two
points without noise, that of the repaired one a proof, which gives P(hit by T) >= 2/3 (see `clipped_sgd_proof`).
"""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Positive
from theorysim.maths import absolute
from theorysim.methods.stochastic_clipped import step, stochastic_clipped
from theorysim.model import Bound, Claim, Denial, Exists, Statement, at_most, less, same
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.parts.clipped_sgd_proof import PROOF
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES, clipped_bound, mended_threshold, printed_threshold, the_tau

CLASSES = (lower_bounded, twice_differentiable, l0_l1_smooth)
START = 5 / 8  # = 1/(32 a eta): half the step of the exponential of rate a = L0 = L1, where it is clipped and eta = 1/(20 a)


def moved(x, a, eta):
    """Without noise, tau = 0."""
    g = exponential.gradient(x, a)
    return step(x, g, absolute(g), eta, 1 / (16 * a * eta), 0)


def is_met(a: Positive, epsilon: Positive):
    return exponential.gradient(START, a), epsilon


def below_the_start(a: Positive, epsilon: Positive):
    return epsilon, exponential.gradient(START, a)


def clips(a: Positive):
    return 25 * a, exponential.gradient(START, a)


def no_less(B: Positive, a: Positive, epsilon: Positive):
    return clipped_bound(exponential.value(START, a) - 1 / (2 * a), epsilon, a, a, 0), B


def not_large(B: Positive, a: Positive):
    """The horizon does not set eta."""
    return B, 400 * a * a


def within(T: Positive, B: Positive):
    return T, B


def sets_eta(a: Positive, T: Positive):
    return 20 * a * eta_of(a, a, 0, T), 1


def is_eta(eta: Positive, a: Positive):
    return 20 * a * eta, 1


def there(a: Positive, eta: Positive):
    return moved(START, a, eta), -START


def and_back(a: Positive, eta: Positive):
    return moved(-START, a, eta), START


def as_large(a: Positive, epsilon: Positive):
    return epsilon, -exponential.gradient(-START, a)


CYCLE = Exists(
    (at_most(is_met, "some |f'(x_k)| <= epsilon"),),
    (),
    (
        Denial(
            (
                less(below_the_start, "epsilon < f'(5/8)"),
                at_most(clips, "25 a <= f'(5/8)"),
                at_most(no_less, "the bound is at most B"),
                at_most(not_large, "B <= (20 a)^2"),
            ),
            (
                ((at_most(within),), same(sets_eta, "eta = 1/(20 a)")),
                ((same(is_eta),), same(there, "the step from 5/8 ends at -5/8")),
                ((same(is_eta),), same(and_back, "that from -5/8 at 5/8")),
                ((), less(as_large, "and there the gradient is as large")),
            ),
        ),
    ),
    {"a": (1.0, 1e2), "epsilon": (1e-6, 1e4), "B": (1.0, 1e5)},
)


def bound_of(threshold):
    return Bound(stochastic_clipped, clipped_bound, CLASSES, {"eta": eta_of, "threshold": threshold, "tau": the_tau}, RANGES, bounded_noise)


statement = Statement(
    "theorem-3.4.4",
    (
        Claim(
            bound_of(printed_threshold),
            cause="constant",
            why="As eta < 1, 1/(16 eta L1(|g| + tau)) is too long a step: the exponential of rate 16 goes from 5/8 to -5/8 and back.",
            second=(CYCLE,),
            at=((clipped_bound, (1.0, 2.0, 1.0, 1.0, 0.0), 64.0), (clipped_bound, (1.0, 1.0, 1.0, 1.0, 1.0), 10064.0)),
        ),
        Claim(
            bound_of(mended_threshold),
            "repaired: with the step min{1/(16 L1(|g_k| + tau)), eta} of the proof",
            second=PROOF,
            why="That step is no longer than 1/(16 L1); the printed bound then holds, with probability 2/3 by T.",
        ),
    ),
)
