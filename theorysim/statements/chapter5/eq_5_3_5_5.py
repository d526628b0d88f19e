"""A method's next point is a function of its points and of the answers so far; T counts them until a (delta, epsilon)-stationary point is
found with probability at least 2/3; N is the least T over methods, of the largest over functions.

The event in (5.4) is of a point x that is none of the run: for all k <= t the k-th point is meant. At distance epsilon exactly it counts
a point as not found, which Definition 5.3.1 calls stationary: on epsilon |x|, where the ball does not reach 0, T is larger for that.
Shown: the probability of the event falls with t, so T is the first t where it is at most 1/3, and the rest is at least 2/3; of
independent tries with the chance 1/2 that is the second. To a method two functions with the same answers are one: the zigzags of Lemma
5.7.1 through 0 and 1, whatever theta, to gradient descent from 1. Of two methods and two functions N is at least the larger of what the
two functions cost.
"""

from theorysim.domains import Nonnegative, Positive, Probability
from theorysim.letters import equals, letter, letters
from theorysim.maths import maximum, minimum
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.absolute_value import absolute_value
from theorysim.objectives.zigzag import BelowHalf, zigzag
from theorysim.quantities.goldstein_distance import distance
from theorysim.statements.chapter5.notation import Delta, L, delta, epsilon, x

theta, theta_2 = letters("theta theta_2", BelowHalf)
eta = letter("eta", Positive)
(step,) = gradient_descent.stages


def second(theta):
    """Return the second point of gradient descent on a zigzag, started at 1."""
    return step(1, zigzag.gradient(1, 0, theta, L, Delta), eta)


blind = (equals(zigzag.value(1, theta, L, Delta), zigzag.value(1, theta_2, L, Delta)), equals(second(theta), second(theta_2)))

p, missed, q = letters("p missed q", Probability)  # q: given that all t points missed, one more does
falls = missed * q <= missed
found = 2 <= 3 * (1 - missed)
seldom = 3 * missed <= 1
FIRST = (3 * (1 - p) ** 2 <= 1, 1 < 3 * (1 - p))
at_epsilon = equals(distance(*absolute_value.clarke(x, delta, epsilon), delta), epsilon)

f_A, g_A, f_B, g_B = letters("f_A g_A f_B g_B", Nonnegative)  # T of the methods A and B on the functions f and g
N = minimum(maximum(f_A, g_A), maximum(f_B, g_B))
least = maximum(minimum(f_A, f_B), minimum(g_A, g_B)) <= N
SEARCH = {name: (0, 100) for name in ("f_A", "g_A", "f_B", "g_B")} | {
    name: (1e-3, 100) for name in ("L", "Delta", "eta", "delta", "epsilon")
}
SEARCH |= {"theta": (1e-3, 0.499), "theta_2": (1e-3, 0.499), "p": (1e-3, 0.999), "missed": (1e-3, 1), "q": (1e-3, 1), "x": (-100, 100)}

statement = Statement(
    "eq-5.3-5.5",
    Claim(Relation(blind, search=SEARCH), part="(5.3)", at=((second(theta), {"L": 2, "Delta": 1, "eta": 3, "theta": 1 / 4}, -5),)),
    Claim(
        Relation((falls,), search=SEARCH),
        part="(5.4), with t",
        cause="glyph",
        why="The x in the event of (5.4) is no point of the run: x_k is read.",
    ),
    Claim(Relation((found,), (seldom,), SEARCH), part="(5.4), the rest"),
    Claim(Relation(FIRST, (equals(p, 1 / 2),), SEARCH), part="(5.4), independent tries"),
    Claim(Relation((at_epsilon,), (delta < x,), SEARCH), part="(5.4), at epsilon exactly"),
    Claim(Relation((least,), search=SEARCH), part="(5.5)", at=((N, {"f_A": 1, "g_A": 4, "f_B": 3, "g_B": 2}, 3),)),
)
