"""Stochastic clipped gradient descent takes at most Delta max{128 L1/epsilon, 4 Delta/epsilon^4, (80 L0 + 512 L1 tau)/epsilon^2} steps.

Delta = f(x_0) - f* + (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1; the step is min{1/(16 eta L1 (|g_k| + tau)), eta}, where eta is the least of
1/(20 L0), 1/(128 L1 tau) and 1/sqrt(T), T being that bound. It is proved with 1/(16 L1) instead of 1/(16 eta L1). The second route of the
printed reading is a cycle of two points without noise, that of the repaired one a proof, which gives P(hit by T) >= 2/3 (see
`clipped_sgd_proof`).
"""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.domains import Positive
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.methods.stochastic_clipped import step, stochastic_clipped
from theorysim.model import Claim, Denial, Exists, Statement, count, quantile, through
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.notation import L0, L1, SMOOTH, F, epsilon, eta, tau
from theorysim.statements.chapter3.parts.clipped_sgd_proof import PROOF
from theorysim.statements.chapter3.parts.noisy_steps import T, eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES, clipped_bound, mended_threshold

bound = clipped_bound(F, epsilon, L0, L1, tau)


def theorem(threshold):
    steps = count(stochastic_clipped, over=SMOOTH, eta=eta_of(L0, L1, tau, T), threshold=threshold, tau=tau)
    return (quantile(through(bounded_noise, steps), 1 / 2) <= bound).within(RANGES)


# the exponential of rate a = L0 = L1 from 5/8 = 1/(32 a eta), half its step, where it is clipped and eta = 1/(20 a)
a, B, up_to = *letters("a B", Positive), letter("T", Positive)
START = 5 / 8
slope = exponential.gradient(START, a)


def moved(x):
    """The step from x, without noise."""
    g = exponential.gradient(x, a)
    return step(x, g, absolute(g), eta, 1 / (16 * a * eta), 0)


CYCLE = Exists(
    ((slope <= epsilon).in_words("some |f'(x_k)| <= epsilon"),),
    (),
    (
        Denial(
            (
                epsilon < slope,
                25 * a <= slope,
                (clipped_bound(exponential.value(START, a) - 1 / (2 * a), epsilon, a, a, 0) <= B).in_words("the bound is at most B"),
                (B <= 400 * a**2).in_words("the horizon does not set eta"),
            ),
            (
                ((up_to <= B,), equals(20 * a * eta_of(a, a, 0, up_to), 1)),
                ((equals(20 * a * eta, 1),), equals(moved(START), -START).in_words("the step from 5/8 ends at -5/8")),
                ((equals(20 * a * eta, 1),), equals(moved(-START), START).in_words("that from -5/8 at 5/8")),
                ((), (epsilon < -exponential.gradient(-START, a)).in_words("and there the gradient is as large")),
            ),
        ),
    ),
    {"a": (1.0, 1e2), "epsilon": (1e-6, 1e4), "B": (1.0, 1e5)},
)

statement = Statement(
    "theorem-3.4.4",
    Claim(
        theorem(1 / (16 * L1 * eta_of(L0, L1, tau, T))),
        cause="constant",
        why="As eta < 1, 1/(16 eta L1(|g| + tau)) is too long a step: the exponential of rate 16 goes from 5/8 to -5/8 and back.",
        second=(CYCLE,),
        at=(
            (bound, {"F": 1, "epsilon": 2, "L0": 1, "L1": 1, "tau": 0}, 64),
            (bound, {"F": 1, "epsilon": 1, "L0": 1, "L1": 1, "tau": 1}, 10064),
        ),
    ),
    Claim(
        theorem(mended_threshold(L1)),
        "repaired: with the step min{1/(16 L1(|g_k| + tau)), eta} of the proof",
        second=PROOF,
        why="That step is no longer than 1/(16 L1); the printed bound then holds, with probability 2/3 by T.",
    ),
)
