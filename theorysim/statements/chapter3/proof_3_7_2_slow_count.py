"""On the second function a small step moves by at most 4 epsilon (log M + 1)/(L1 M), so the gradient stays 2 epsilon for long."""

from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
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

Delta, epsilon = letters("Delta epsilon", Positive)
h, x = letters("h x", Real)
k = letter("k", Nonnegative)
L1 = letter("L1", AtLeastOne)
M = letter("M", AboveOne)


def stride(epsilon, L1, M):
    return 4 * epsilon * (log(M) + 1) / (L1 * M)


after = 1 <= 1 + Delta / epsilon - k * stride(epsilon, L1, M)  # x_k >= 1 + Delta/epsilon - k times the stride, which is at least 1.
before_the_count = k <= Delta * L1 * M / (4 * epsilon * epsilon * (log(M) + 1))
gradient = equals(slow.gradient(x, epsilon), 2 * epsilon)
rises = x - stride(epsilon, L1, M) <= x - h * slow.gradient(x, epsilon)


BACK = (backwards.in_words("h <= 0"), right_of.in_words("x >= 1"))
SMALL = (forwards.in_words("0 < h"), below_threshold.in_words("h <= (2 log M + 2)/(M L1)"))
statement = Statement(
    "proof-3.7.2-slow-count",
    (
        Claim(
            Relation((slow_step.in_words("x_{k+1} >= x_k - the stride"),), SMALL, RANGES, (slow_length, stride_bounds)),
            part="step",
        ),
        Claim(
            Relation((rises.in_words("x_{k+1} >= x_k - the stride"),), BACK, RANGES, (slow_rises,)),
            part="step, h <= 0",
        ),
        Claim(
            Relation((after.in_words("x_k >= 1"),), (before_the_count.in_words("k <= the count"),), RANGES),
            part="count",
            at=((before_the_count, {"k": 1.0, "Delta": 4.0, "epsilon": 1.0, "L1": 1.0, "M": 1.0}, 1.0),),
        ),
        Claim(Relation((gradient.in_words("f' = 2 epsilon"),), (right_of.in_words("x >= 1"),), RANGES), part="gradient"),
    ),
)
