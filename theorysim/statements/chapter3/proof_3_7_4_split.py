"""The sum of the min split over U, where it is eta ||grad f_k||^2, and over the rest, where it is ||grad f_k||/(32 L1)."""

from theorysim.domains import Nonnegative, Positive
from theorysim.maths import where
from theorysim.model import Claim, Executed, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.run_on_parabola import over_U_on_a_run
from theorysim.statements.chapter3.parts.sums_of_gains import gain


def on_U(g, eta, L1, c):
    """eta g^2 where k is in U = {eta g^2 <= g/(c L1)}, else 0."""
    return where(eta * g * g <= g / (c * L1), eta * g * g, 0)


def off_U(g, eta, L1, c):
    return where(eta * g * g <= g / (c * L1), 0, g / (32 * L1))


def all_gains(g0: Nonnegative, g1: Nonnegative, eta: Positive, L1: Positive, Delta: Positive):
    return gain(g0, eta, L1) + gain(g1, eta, L1), Delta


def sum_on_U(g0: Nonnegative, g1: Nonnegative, eta: Positive, L1: Positive, Delta: Positive):
    return on_U(g0, eta, L1, 16) + on_U(g1, eta, L1, 16), Delta


def one_off_U(g: Nonnegative, eta: Positive, L1: Positive):
    return off_U(g, eta, L1, 16), gain(g, eta, L1)


def sum_off_U(g0: Nonnegative, g1: Nonnegative, eta: Positive, L1: Positive, Delta: Positive):
    return off_U(g0, eta, L1, 16) + off_U(g1, eta, L1, 16), Delta


def sum_on_mended_U(g0: Nonnegative, g1: Nonnegative, eta: Positive, L1: Positive, Delta: Positive):
    return on_U(g0, eta, L1, 32) + on_U(g1, eta, L1, 32), Delta


def sum_off_mended_U(g0: Nonnegative, g1: Nonnegative, eta: Positive, L1: Positive, Delta: Positive):
    return off_U(g0, eta, L1, 32) + off_U(g1, eta, L1, 32), Delta


def so_far(some: Nonnegative, every: Nonnegative):
    """`some` is the sum on U, or that off U, `every` that of the min over the same k."""
    return some, every


def one_more_on_U(some: Nonnegative, every: Nonnegative, g: Nonnegative, eta: Positive, L1: Positive):
    return some + on_U(g, eta, L1, 32), every + gain(g, eta, L1)


def one_more_off_U(some: Nonnegative, every: Nonnegative, g: Nonnegative, eta: Positive, L1: Positive):
    return some + off_U(g, eta, L1, 32), every + gain(g, eta, L1)


def bounded(every: Nonnegative, Delta: Positive):
    return every, Delta


def in_all(some: Nonnegative, Delta: Positive):
    return some, Delta


RANGES = {"g0": (0.0, 64.0), "g1": (0.0, 64.0), "eta": (1 / 64, 1.0), "L1": (1 / 16, 1 / 16), "Delta": (1 / 16, 64.0)}
ALL = at_most(all_gains, "the sum of the min is at most Delta")
SO_FAR = at_most(so_far, "the part of the sum is at most the sum of the min")
REPAIRED = "repaired: U = {k | eta ||grad f_k||^2 <= ||grad f_k||/(32 L1)}"

statement = Statement(
    "proof-3.7.4-split",
    (
        Claim(
            Relation((at_most(sum_on_U, "k <= 1: the sum of eta g_k^2 on U is at most Delta"),), (ALL,), RANGES),
            part="U",
            cause="constant",
            why="U is cut at 1/(16 L1), the min at 1/(32 L1): between the two it is half of eta ||grad f_k||^2, so that 2 Delta is sharp.",
            second=(Executed((over_U_on_a_run,)),),
            at=((sum_on_U, (4.0, 9.0, 1.0, 1 / 64, 1.0), 16.0), (all_gains, (4.0, 0.0, 1.0, 1 / 64, 1.0), 8.0)),
        ),
        Claim(
            Relation((at_most(sum_off_U, "k <= 1: the sum of g_k/(32 L1) off U is at most Delta"),), (ALL,), RANGES),
            part="complement of U",
            second=(Relation((at_most(one_off_U, "term by term"),)),),
            at=((sum_off_U, (4.0, 9.0, 1.0, 1 / 64, 1.0), 18.0),),
        ),
        Claim(
            Relation((at_most(one_more_on_U, "and so with one k more on U"), at_most(one_more_off_U, "or off U")), (SO_FAR,)),
            REPAIRED,
            "one more k",
            second=(Relation((at_most(sum_on_mended_U), at_most(sum_off_mended_U)), (ALL,), RANGES),),
        ),
        Claim(
            Relation((at_most(in_all, "each part is at most Delta"),), (SO_FAR, at_most(bounded))),
            REPAIRED,
            "sums",
            why="On U, and off it, the min is the summand itself, outcome by outcome; a sum over one of the two alone attains Delta.",
        ),
    ),
)
