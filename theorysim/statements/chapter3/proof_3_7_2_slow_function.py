"""The second function is twice differentiable, and its gap at 1 + Delta/epsilon is 2 Delta + 5 epsilon/4."""

from theorysim.domains import Positive, Real
from theorysim.model import Claim, Relation, Statement, at_most, same
from theorysim.objectives.slow import slow


def value_right(epsilon: Positive):
    return slow.value(1, epsilon), 2 * epsilon * (1 - 1) + 5 * epsilon / 4


def gradient_right(epsilon: Positive):
    return slow.gradient(1, epsilon), 2 * epsilon


def hessian_right(epsilon: Positive):
    return slow.hessian(1, epsilon), 0


def value_left(epsilon: Positive):
    return slow.value(-1, epsilon), -2 * epsilon * (-1 + 1) + 5 * epsilon / 4


def gradient_left(epsilon: Positive):
    return slow.gradient(-1, epsilon), -2 * epsilon


def hessian_left(epsilon: Positive):
    return slow.hessian(-1, epsilon), 0


def gap(epsilon: Positive, Delta: Positive):
    return slow.value(1 + Delta / epsilon, epsilon) - slow.value(0, epsilon), 2 * Delta + 5 * epsilon / 4


def least(x: Real, epsilon: Positive):
    return slow.value(0, epsilon), slow.value(x, epsilon)


statement = Statement(
    "proof-3.7.2-slow-function",
    (
        Claim(Relation((same(value_right), same(gradient_right), same(hessian_right))), part="at 1"),
        Claim(Relation((same(value_left), same(gradient_left), same(hessian_left))), part="at -1"),
        Claim(Relation((at_most(least, "f* = f(0)"),)), part="minimum"),
        Claim(Relation((same(gap, "f(x_0) - f* = 2 Delta + 5 epsilon/4"),)), part="gap", at=((gap, (4.0, 1.0), 7.0),)),
    ),
)
