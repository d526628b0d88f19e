"""The iteration complexity of stochastic clipped gradient descent, T being the bound.

The step is printed with the threshold 1/(16 eta L1), and proved with 1/(16 L1). The second route of the printed reading is a cycle of two
points without noise, that of the repaired one a proof, which gives P(hit by T) >= 2/3 (see `clipped_sgd_proof`).
"""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Positive
from theorysim.letters import equals, letters
from theorysim.maths import absolute
from theorysim.methods.stochastic_clipped import step, stochastic_clipped
from theorysim.model import Bound, Claim, Denial, Exists, Statement
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.parts.clipped_sgd_proof import PROOF
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES, clipped_bound, mended_threshold, printed_threshold, the_tau

a, B, epsilon, eta, T = letters("a B epsilon eta T", Positive)

CLASSES = (lower_bounded, twice_differentiable, l0_l1_smooth)
START = 5 / 8  # = 1/(32 a eta): half the step of the exponential of rate a = L0 = L1, where it is clipped and eta = 1/(20 a)


def moved(x, a, eta):
    """Without noise, tau = 0."""
    g = exponential.gradient(x, a)
    return step(x, g, absolute(g), eta, 1 / (16 * a * eta), 0)


is_met = exponential.gradient(START, a) <= epsilon
below_the_start = epsilon < exponential.gradient(START, a)
clips = 25 * a <= exponential.gradient(START, a)
no_less = clipped_bound(exponential.value(START, a) - 1 / (2 * a), epsilon, a, a, 0) <= B
not_large = B <= 400 * a * a  # The horizon does not set eta.
within = T <= B
sets_eta = equals(20 * a * eta_of(a, a, 0, T), 1)
is_eta = equals(20 * a * eta, 1)
there = equals(moved(START, a, eta), -START)
and_back = equals(moved(-START, a, eta), START)
as_large = epsilon < -exponential.gradient(-START, a)


CYCLE = Exists(
    (is_met.in_words("some |f'(x_k)| <= epsilon"),),
    (),
    (
        Denial(
            (
                below_the_start.in_words("epsilon < f'(5/8)"),
                clips.in_words("25 a <= f'(5/8)"),
                no_less.in_words("the bound is at most B"),
                not_large.in_words("B <= (20 a)^2"),
            ),
            (
                ((within,), sets_eta.in_words("eta = 1/(20 a)")),
                ((is_eta,), there.in_words("the step from 5/8 ends at -5/8")),
                ((is_eta,), and_back.in_words("that from -5/8 at 5/8")),
                ((), as_large.in_words("and there the gradient is as large")),
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
