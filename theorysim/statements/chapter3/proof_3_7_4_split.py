"""The sum of the min split over U, where it is eta ||grad f_k||^2, and over the rest, where it is ||grad f_k||/(32 L1)."""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letters
from theorysim.maths import where
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.parts.run_on_parabola import over_U_on_a_run
from theorysim.statements.chapter3.parts.sums_of_gains import gain

Delta, eta, L1 = letters("Delta eta L1", Positive)
every, g, g0, g1, some = letters("every g g0 g1 some", Nonnegative)


def on_U(g, eta, L1, c):
    """eta g^2 where k is in U = {eta g^2 <= g/(c L1)}, else 0."""
    return where(eta * g * g <= g / (c * L1), eta * g * g, 0)


def off_U(g, eta, L1, c):
    return where(eta * g * g <= g / (c * L1), 0, g / (32 * L1))


all_gains = gain(g0, eta, L1) + gain(g1, eta, L1) <= Delta
sum_on_U = on_U(g0, eta, L1, 16) + on_U(g1, eta, L1, 16) <= Delta
one_off_U = off_U(g, eta, L1, 16) <= gain(g, eta, L1)
sum_off_U = off_U(g0, eta, L1, 16) + off_U(g1, eta, L1, 16) <= Delta
sum_on_mended_U = on_U(g0, eta, L1, 32) + on_U(g1, eta, L1, 32) <= Delta
sum_off_mended_U = off_U(g0, eta, L1, 32) + off_U(g1, eta, L1, 32) <= Delta
so_far = some <= every  # `some` is the sum on U, or that off U, `every` that of the min over the same k.
one_more_on_U = some + on_U(g, eta, L1, 32) <= every + gain(g, eta, L1)
one_more_off_U = some + off_U(g, eta, L1, 32) <= every + gain(g, eta, L1)
bounded = every <= Delta
in_all = some <= Delta


RANGES = {"g0": (0.0, 64.0), "g1": (0.0, 64.0), "eta": (1 / 64, 1.0), "L1": (1 / 16, 1 / 16), "Delta": (1 / 16, 64.0)}
ALL = all_gains.in_words("the sum of the min is at most Delta")
SO_FAR = so_far.in_words("the part of the sum is at most the sum of the min")
REPAIRED = "repaired: U = {k | eta ||grad f_k||^2 <= ||grad f_k||/(32 L1)}"

statement = Statement(
    "proof-3.7.4-split",
    (
        Claim(
            Relation((sum_on_U.in_words("k <= 1: the sum of eta g_k^2 on U is at most Delta"),), (ALL,), RANGES),
            part="U",
            cause="constant",
            why="U is cut at 1/(16 L1), the min at 1/(32 L1): between the two it is half of eta ||grad f_k||^2, so that 2 Delta is sharp.",
            second=(Executed((over_U_on_a_run,)),),
            at=(
                (sum_on_U, {"g0": 4.0, "g1": 9.0, "eta": 1.0, "L1": 1 / 64, "Delta": 1.0}, 16.0),
                (all_gains, {"g0": 4.0, "g1": 0.0, "eta": 1.0, "L1": 1 / 64, "Delta": 1.0}, 8.0),
            ),
        ),
        Claim(
            Relation((sum_off_U.in_words("k <= 1: the sum of g_k/(32 L1) off U is at most Delta"),), (ALL,), RANGES),
            part="complement of U",
            second=(Relation((one_off_U.in_words("term by term"),)),),
            at=((sum_off_U, {"g0": 4.0, "g1": 9.0, "eta": 1.0, "L1": 1 / 64, "Delta": 1.0}, 18.0),),
        ),
        Claim(
            Relation((one_more_on_U.in_words("and so with one k more on U"), one_more_off_U.in_words("or off U")), (SO_FAR,)),
            REPAIRED,
            "one more k",
            second=(Relation((sum_on_mended_U, sum_off_mended_U), (ALL,), RANGES),),
        ),
        Claim(
            Relation((in_all.in_words("each part is at most Delta"),), (SO_FAR, bounded)),
            REPAIRED,
            "sums",
            why="On U, and off it, the min is the summand itself, outcome by outcome; a sum over one of the two alone attains Delta.",
        ),
    ),
)
