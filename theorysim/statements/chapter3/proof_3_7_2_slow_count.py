"""On the second function a small step moves by at most 4 epsilon (log M + 1)/(L1 M), so the gradient stays 2 epsilon for long."""

from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Positive, Real
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement, at_most, less, same
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.fixed_steps import (
    RANGES,
    backwards,
    below_threshold,
    forwards,
    right_of,
    slow_length,
    slow_rises,
    slow_step,
)
from theorysim.statements.chapter3.parts.fixed_steps import stride as stride_bounds


def stride(epsilon, L1, M):
    return 4 * epsilon * (log(M) + 1) / (L1 * M)


def after(k: Nonnegative, Delta: Positive, epsilon: Positive, L1: AtLeastOne, M: AboveOne):
    """x_k >= 1 + Delta/epsilon - k times the stride, which is at least 1."""
    return 1, 1 + Delta / epsilon - k * stride(epsilon, L1, M)


def before_the_count(k: Nonnegative, Delta: Positive, epsilon: Positive, L1: AtLeastOne, M: AboveOne):
    return k, Delta * L1 * M / (4 * epsilon * epsilon * (log(M) + 1))


def gradient(x: Real, epsilon: Positive):
    return slow.gradient(x, epsilon), 2 * epsilon


def rises(x: Real, h: Real, epsilon: Positive, L1: AtLeastOne, M: AboveOne):
    return x - stride(epsilon, L1, M), x - h * slow.gradient(x, epsilon)


BACK = (at_most(backwards, "h <= 0"), at_most(right_of, "x >= 1"))
SMALL = (less(forwards, "0 < h"), at_most(below_threshold, "h <= (2 log M + 2)/(M L1)"))
statement = Statement(
    "proof-3.7.2-slow-count",
    (
        Claim(
            Relation((at_most(slow_step, "x_{k+1} >= x_k - the stride"),), SMALL, RANGES, (at_most(slow_length), at_most(stride_bounds))),
            part="step",
        ),
        Claim(
            Relation((at_most(rises, "x_{k+1} >= x_k - the stride"),), BACK, RANGES, (at_most(slow_rises),)),
            part="step, h <= 0",
        ),
        Claim(
            Relation((at_most(after, "x_k >= 1"),), (at_most(before_the_count, "k <= the count"),), RANGES),
            part="count",
            at=((before_the_count, (1.0, 4.0, 1.0, 1.0, 1.0), 1.0),),
        ),
        Claim(Relation((same(gradient, "f' = 2 epsilon"),), (at_most(right_of, "x >= 1"),), RANGES), part="gradient"),
    ),
)
