"""The sum of (3.14), from the start to the horizon.

f_0, f_1, ... are the expected values above f*, a_k = E[(h_k/4)||grad f(x_k)||^2], D = (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1. T steps
give the sum over k < T; k <= T asks for one more.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.noisy_steps import HORIZON, eta_of
from theorysim.statements.chapter3.sums_of_gains import noise


def added_at_1(L0, L1, tau):
    """eta^2 D at the horizon T = 1."""
    eta = eta_of(L0, L1, tau, 1)
    return eta * eta * noise(L0, L1, tau)


def step_0(f0: Positive, f1: Nonnegative, a0: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative):
    return f1, f0 - a0 + added_at_1(L0, L1, tau)


def step_1(f1: Nonnegative, f2: Nonnegative, a1: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative):
    return f2, f1 - a1 + added_at_1(L0, L1, tau)


def from_0_to_1(a0: Nonnegative, a1: Nonnegative, f0: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return a0 + a1, f0 + added_at_1(L0, L1, tau)


def only_1(a1: Nonnegative, f0: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return a1, f0 + added_at_1(L0, L1, tau)


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


def in_all(total: Nonnegative, f0: Positive, n: PositiveCount, eta: Positive, D: Nonnegative):
    return total, f0 + eta * eta * n * D


def without_eta(f0: Positive, eta: Positive, T: PositiveCount, D: Nonnegative):
    return f0 + eta * eta * T * D, f0 + D


# k = T besides: (h/4) g^2 is at most the gap F there, by a way of length rho down the gradient, on which the Hessian is at most Y


def on_the_way(Y: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    """By smoothness, as rho <= 1/(2 L1)."""
    return Y, L0 + L1 * g + Y / 2


def curved(Y: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    return Y, 2 * (L0 + L1 * g)


def lower_bounded(F: Nonnegative, Y: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    rho = g / (2 * (L0 + L1 * g))
    return rho * g - Y * rho * rho / 2, F


def gap(F: Nonnegative, g: Nonnegative, L0: Positive, L1: Positive):
    return g * g, 4 * F * (L0 + L1 * g)


def half(h: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    return (5 * L0 + 4 * L1 * g) * h, 1 / 2


def last(h: Positive, g: Nonnegative, F: Nonnegative):
    return h * g * g / 4, F


def at_T(a: Nonnegative, before: Nonnegative):
    return a, before


def with_last(total: Nonnegative, a: Nonnegative, f0: Positive, n: PositiveCount, eta: Positive, D: Nonnegative):
    return total + a, f0 + eta * eta * n * D


NOISY = {"L0": (1 / 32, 1.0), "L1": (1 / 1024, 1 / 8), "tau": (0.0, 8.0), "f0": (1 / 16, 64.0)}
NOISY |= {n: (0.0, 1024.0) for n in ("a0", "a1", "f1", "f2")}
STEPS = (at_most(step_0, "(3.14) at k = 0"), at_most(step_1, "(3.14) at k = 1"))
SO_FAR = at_most(so_far, "the sum over k < n is at most f_0 - f_n + n eta^2 D")
REPAIRED = "repaired: the sum over k < T, that is over the T steps from x_0 to x_T"
WITH_LAST = "repaired: as printed, k = 0, ..., T, where also E[(h_T/4)||grad f(x_T)||^2] <= E[f(x_T)] - f*"

statement = Statement(
    "proof-3.7.4-telescope",
    (
        Claim(
            Relation((at_most(from_0_to_1, "T = 1: a_0 + a_1 <= f_0 + eta^2 D"),), STEPS, NOISY),
            part="sum",
            cause="index",
            why="The sum over k = 0, ..., T takes T + 1 steps and so (T + 1) eta^2 times the noise; so does k = 1, ..., T, from x_0. That "
            "T times is enough for k <= T does not follow from (3.14); smoothness and the half bound at x_T give it besides.",
            second=(Relation((at_most(only_1, "T = 1: a_1 <= f_0 + eta^2 D"),), STEPS, NOISY),),
            at=((from_0_to_1, (1.0, 2.0, 3.0, 1.0, 1.0, 1.0), 3.0), (step_0, (1.0, 0.0, 0.5, 1.0, 1.0, 1.0), 0.0)),
        ),
        Claim(
            Relation((at_most(without_eta, "eta^2 T <= 1"),), (HORIZON,)), part="horizon", at=((without_eta, (1.0, 0.5, 2.0, 4.0), 3.0),)
        ),
        Claim(Relation((at_most(summed_once, "a_0 <= f_0 - f_1 + eta^2 D"),), (at_most(first, "(3.14)"),)), REPAIRED, "first step"),
        Claim(
            Relation((at_most(one_more, "and so is the sum over k < n + 1"),), (SO_FAR, at_most(step, "(3.14)"))), REPAIRED, "one more step"
        ),
        Claim(
            Relation((at_most(in_all, "the sum over k < T is at most f_0 + T eta^2 D"),), (SO_FAR,)),
            REPAIRED,
            "sum",
            why="Step by step from k = 0, and f >= f* at the end; where (3.14) is an equality and f_T = f* nothing is lost.",
        ),
        Claim(Relation((at_most(without_eta, "eta^2 T <= 1"),), (HORIZON,)), REPAIRED, "horizon"),
        Claim(Relation((at_most(curved, "the Hessian near x_T"),), (at_most(on_the_way),)), WITH_LAST, "Hessian"),
        Claim(
            Relation((at_most(gap, "g^2 <= 4 F (L0 + L1 g)"),), (at_most(lower_bounded), at_most(curved))),
            WITH_LAST,
            "gap",
            at=((gap, (2.0, 3.0, 1.0, 1.0), 9.0),),
        ),
        Claim(
            Relation((at_most(last, "(h/4) g^2 <= f(x_T) - f*"),), (at_most(gap), at_most(half, "(5 L0 + 4 L1 g) h <= 1/2"))),
            WITH_LAST,
            "the last gradient",
        ),
        Claim(
            Relation((at_most(with_last, "the sum over k <= T is at most f_0 + T eta^2 D"),), (SO_FAR, at_most(at_T, "a_T <= f_T"))),
            WITH_LAST,
            "sum",
            why="What the T steps left of the gap, f_T, pays for a_T; no further step is taken.",
        ),
    ),
)
