"""The sum of (3.14), from the start to the horizon.

f_0, f_1, ... are the expected values above f*, a_k = E[(h_k/4)||grad f(x_k)||^2], D = (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1. The T steps
from x_0 to x_T give the sum over k < T, and of the gap they leave f_T. The sum is printed over k <= T: one more step would add its noise,
(T + 1) eta^2 D in all, but none is needed, for a_T <= f_T by smoothness and the half bound at x_T.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.gap_of_gradient import doubled, gap, lower_bounded, on_the_way
from theorysim.statements.chapter3.parts.noisy_steps import HORIZON


def step(before: Nonnegative, after: Nonnegative, a: Nonnegative, eta: Positive, D: Nonnegative):
    return after, before - a + eta * eta * D


def first(f0: Positive, after: Nonnegative, a: Nonnegative, eta: Positive, D: Nonnegative):
    return after, f0 - a + eta * eta * D


def summed_once(a: Nonnegative, f0: Positive, after: Nonnegative, eta: Positive, D: Nonnegative):
    return a, f0 - after + eta * eta * D


def so_far(total: Nonnegative, f0: Positive, before: Nonnegative, n: PositiveCount, eta: Positive, D: Nonnegative):
    """The sum over k < n, where `before` is f_n."""
    return total, f0 - before + n * eta * eta * D


def one_more(total: Nonnegative, a: Nonnegative, f0: Positive, after: Nonnegative, n: PositiveCount, eta: Positive, D: Nonnegative):
    return total + a, f0 - after + (n + 1) * eta * eta * D


def without_eta(f0: Positive, eta: Positive, T: PositiveCount, D: Nonnegative):
    return f0 + eta * eta * T * D, f0 + D


# k = T besides: (h/4) g^2 is at most the gap F there


def half(h: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    return (5 * L0 + 4 * L1 * g) * h, 1 / 2


def last(h: Positive, g: Nonnegative, F: Nonnegative):
    return h * g * g / 4, F


def at_T(a: Nonnegative, before: Nonnegative):
    return a, before


def with_last(total: Nonnegative, a: Nonnegative, f0: Positive, n: PositiveCount, eta: Positive, D: Nonnegative):
    return total + a, f0 + eta * eta * n * D


SO_FAR = at_most(so_far, "the sum over k < n is at most f_0 - f_n + n eta^2 D")

statement = Statement(
    "proof-3.7.4-telescope",
    (
        Claim(
            Relation((at_most(summed_once, "a_0 <= f_0 - f_1 + eta^2 D"),), (at_most(first, "(3.14)"),)),
            part="first step",
            why="(3.14) for k < T, and at x_T the gap that is left pays for the last gradient; from (3.14) alone only k < T follows.",
            at=((summed_once, (1.0, 3.0, 1.0, 0.5, 4.0), 1.0),),
        ),
        Claim(Relation((at_most(one_more, "and so is the sum over k < n + 1"),), (SO_FAR, at_most(step, "(3.14)"))), part="one more step"),
        Claim(
            Relation((at_most(doubled, "the Hessian near x_T"),), (at_most(on_the_way, "smoothness on a way of length 1/(2 L1)"),)),
            part="Hessian at x_T",
        ),
        Claim(
            Relation((at_most(gap, "g^2 <= 4 F (L0 + L1 g)"),), (at_most(lower_bounded, "f >= f*"), at_most(doubled))),
            part="gap at x_T",
            at=((gap, (2.0, 3.0, 1.0, 1.0), 9.0),),
        ),
        Claim(
            Relation((at_most(last, "(h/4) g^2 <= f(x_T) - f*"),), (at_most(gap), at_most(half, "(5 L0 + 4 L1 g) h <= 1/2"))),
            part="the last gradient",
        ),
        Claim(
            Relation((at_most(with_last, "the sum over k <= T is at most f_0 + T eta^2 D"),), (SO_FAR, at_most(at_T, "a_T <= f_T"))),
            part="sum",
        ),
        Claim(
            Relation((at_most(without_eta, "eta^2 T <= 1"),), (HORIZON,)), part="horizon", at=((without_eta, (1.0, 0.5, 2.0, 4.0), 3.0),)
        ),
    ),
)
