"""Let U = {k | eta |grad f_k|^2 <= |grad f_k|/(16 L1)}: E of the sum of eta |grad f_k|^2 over U is at most Delta, and so is E of the sum of
|grad f_k|/(32 L1) over its complement.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.maths import where
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.notation import L1, Delta, eta
from theorysim.statements.chapter3.parts.run_on_parabola import over_U_on_a_run
from theorysim.statements.chapter3.parts.sums_of_gains import gain

g, g0, g1 = letters("g g0 g1", Nonnegative)
some, every = letters("some every", Nonnegative)  # the sum on U, or that off U, and that of the min, over the same k


def on_U(g, c):
    """eta g^2 where k is in U = {eta g^2 <= g/(c L1)}, else 0."""
    return where(eta * g**2 <= g / (c * L1), eta * g**2, 0)


def off_U(g, c):
    return where(eta * g**2 <= g / (c * L1), 0, g / (32 * L1))


all_gains = (gain(g0, eta, L1) + gain(g1, eta, L1) <= Delta).in_words("the sum of the min, k <= 1")
sum_on_U = (on_U(g0, 16) + on_U(g1, 16) <= Delta).in_words("the sum of eta g_k^2 on U, k <= 1")
sum_off_U = (off_U(g0, 16) + off_U(g1, 16) <= Delta).in_words("the sum of g_k/(32 L1) off U, k <= 1")
RANGES = {"g0": (0.0, 64.0), "g1": (0.0, 64.0), "eta": (1 / 64, 1.0), "L1": (1 / 16, 1 / 16), "Delta": (1 / 16, 64.0)}

REPAIRED = "repaired: U = {k | eta ||grad f_k||^2 <= ||grad f_k||/(32 L1)}"
so_far = some <= every
one_more_on_U = (some + on_U(g, 32) <= every + gain(g, eta, L1)).in_words("with one k more on U")
one_more_off_U = (some + off_U(g, 32) <= every + gain(g, eta, L1)).in_words("or off U")

statement = Statement(
    "proof-3.7.4-split",
    Claim(
        Relation((sum_on_U,), (all_gains,), RANGES),
        part="U",
        cause="constant",
        why="U is cut at 1/(16 L1), the min at 1/(32 L1): between the two it is half of eta ||grad f_k||^2, so that 2 Delta is sharp.",
        second=(Executed((over_U_on_a_run,)),),
        at=(
            (sum_on_U, {"g0": 4, "g1": 9, "eta": 1, "L1": 1 / 64, "Delta": 1}, 16),
            (all_gains, {"g0": 4, "g1": 0, "eta": 1, "L1": 1 / 64, "Delta": 1}, 8),
        ),
    ),
    Claim(
        Relation((sum_off_U,), (all_gains,), RANGES),
        part="complement of U",
        second=(Relation(((off_U(g, 16) <= gain(g, eta, L1)).in_words("term by term"),)),),
        at=((sum_off_U, {"g0": 4, "g1": 9, "eta": 1, "L1": 1 / 64, "Delta": 1}, 18),),
    ),
    Claim(
        Relation((one_more_on_U, one_more_off_U), (so_far,)),
        REPAIRED,
        "one more k",
        second=(Relation((on_U(g0, 32) + on_U(g1, 32) <= Delta, off_U(g0, 32) + off_U(g1, 32) <= Delta), (all_gains,), RANGES),),
    ),
    Claim(
        Relation((some <= Delta,), (so_far, every <= Delta)),
        REPAIRED,
        "sums",
        why="On U, and off it, the min is the summand itself, outcome by outcome; a sum over one of the two alone attains Delta.",
    ),
)
