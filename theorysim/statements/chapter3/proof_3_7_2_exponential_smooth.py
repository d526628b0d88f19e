"""The first function is twice differentiable, and has gradient M at its start: both branches agree at the breakpoint."""

from theorysim.domains import AboveOne, Positive, Real
from theorysim.maths import e, exp, log
from theorysim.model import Claim, Relation, Statement, same
from theorysim.objectives.exponential import exponential


def value_right(L1: Positive):
    return exponential.value(1 / L1, L1), exp(L1 * (1 / L1)) / (L1 * e)


def gradient_right(L1: Positive):
    return exponential.gradient(1 / L1, L1), exp(L1 * (1 / L1)) / e


def hessian_right(L1: Positive):
    return exponential.hessian(1 / L1, L1), L1 * exp(L1 * (1 / L1)) / e


def value_left(L1: Positive):
    return exponential.value(-1 / L1, L1), exp(-L1 * (-1 / L1)) / (L1 * e)


def gradient_left(L1: Positive):
    return exponential.gradient(-1 / L1, L1), -exp(-L1 * (-1 / L1)) / e


def hessian_left(L1: Positive):
    return exponential.hessian(-1 / L1, L1), L1 * exp(-L1 * (-1 / L1)) / e


def symmetric(x: Real, L1: Positive):
    return exponential.value(x, L1), exponential.value(-x, L1)


def start(L1: Positive, M: AboveOne):
    return exponential.gradient((log(M) + 1) / L1, L1), M


statement = Statement(
    "proof-3.7.2-exponential-smooth",
    (
        Claim(Relation((same(value_right), same(gradient_right), same(hessian_right))), part="at 1/L1"),
        Claim(Relation((same(value_left), same(gradient_left), same(hessian_left))), part="at -1/L1"),
        Claim(Relation((same(symmetric, "f(x) = f(-x)"),)), part="symmetric"),
        Claim(Relation((same(start, "f'(x_0) = M"),)), part="start", at=((value_right, (2.0,), 0.5),)),
    ),
)
