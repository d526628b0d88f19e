"""A bound M on the gradient is necessary for gradient descent with a fixed step.

Read as (3.9) has it, the step chosen before the start and the function: for every step size h, some start on the exponential of rate
a = min{L0, L1}, a member of the class without M, is never done; so without a bound on M no step size serves. That a fixed M is
meant, and not M < infinity, the last part shows: a gap F that is known beforehand bounds the gradient by itself, through the gain of a
clipped step (proof 3.7.1), and 3.4.1 then follows from 3.3.1 to 3.3.3.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, log, maximum, minimum, sqrt
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Member, Piece, Relation, Statement, at_most, less
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.parts.clipped_steps import RANGES as CLIPPED
from theorysim.statements.chapter3.parts.clipped_steps import decrease

drop, h, x = letters("drop h x", Real)
epsilon, F, g, L0, L1 = letters("epsilon F g L0 L1", Positive)
s = letter("s", Nonnegative)


def rate(L0, L1):
    return minimum(L0, L1)


def root(h, epsilon, L0, L1):
    """M is its square: more than epsilon, and more than 16/(h a)^2."""
    return 1 + epsilon + 4 / (h * rate(L0, L1))


def far(h, epsilon, L0, L1):
    """The start where the gradient is M."""
    return (2 * log(root(h, epsilon, L0, L1)) + 1) / rate(L0, L1)


smooth = absolute(exponential.hessian(x, rate(L0, L1))) <= L0 + L1 * absolute(exponential.gradient(x, rate(L0, L1)))


def leaps(s: Nonnegative, h: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    """From |x| = x_0 + s a step lands beyond -|x|: h f'(x) > 2 x."""
    x = far(h, epsilon, L0, L1) + s
    return 2 * x, h * exponential.gradient(x, rate(L0, L1))


def steep(s: Nonnegative, h: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return epsilon, exponential.gradient(far(h, epsilon, L0, L1) + s, rate(L0, L1))


forwards = 0 < h
backwards = h <= 0


def climbs(x: Positive, h: Real, L0: Positive, L1: Positive):
    return x, x - h * exponential.gradient(x, rate(L0, L1))


a = rate(L0, L1)
steep_there = epsilon < exponential.gradient((log(1 + epsilon) + 1) / a + s, a)  # At x_0 + s with M = 1 + epsilon.
bounded_by_the_gap = g <= maximum(sqrt(20 * L0 * F), 2 * F * maximum(1, 10 * L1))
gain = decrease(g, L0, L1) <= drop
within = drop <= F


# run: no step size that was drawn is done within a thousand steps


def the_rate(L0: Positive, L1: Positive):
    return rate(L0, L1)


def the_start(h: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return far(h, epsilon, L0, L1)


def the_step(h: Positive):
    return h


def a_thousand():
    return 1000


RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "epsilon": (1e-6, 1e4), "h": (-10.0, 1e3), "x": (-1e3, 1e3)}
DRAWN = {"h": (1e-3, 1e3), "epsilon": (1e-3, 1e3), "L0": (1e-3, 1e3), "L1": (1e-3, 1e3)}
MEMBER = ((), smooth.in_words("it is (L0, L1)-smooth"))
PIECES = (
    Piece(
        "it climbs",
        (backwards.in_words("h <= 0"),),
        (MEMBER, ((), at_most(climbs, "x_k never falls")), ((), steep_there.in_words("so the gradient stays above epsilon"))),
        ("x", "s"),
    ),
    Piece(
        "it diverges",
        (forwards.in_words("0 < h"),),
        (MEMBER, ((), less(leaps, "|x_k| grows for ever")), ((), less(steep, "so the gradient stays above epsilon"))),
        ("x", "s"),
    ),
)
COVER = Cover(PIECES, (), (), RANGES)
FROM_FAR = Member(exponential, {"L1": the_rate}, the_start)
GAP_BOUNDS = "g <= max{sqrt(20 L0 F), 2 F max{1, 10 L1}}"
WHY = "For every step size h the exponential of rate min{L0, L1}, from a start that is far enough, is never done."
statement = Statement(
    "text-3.4.1-necessary",
    (
        Claim(
            COVER,
            part="for every step size",
            why=WHY,
            second=(Family(gradient_descent, (FROM_FAR,), a_thousand, {"eta": the_step}, (), DRAWN),),
            at=((root, (4.0, 1.0, 1.0, 1.0), 3.0), (bounded_by_the_gap, {"g": 7.0, "F": 1.0, "L0": 1.0, "L1": 1.0}, 7.0)),
        ),
        Claim(
            Relation((bounded_by_the_gap.in_words(GAP_BOUNDS),), (gain, within), CLIPPED),
            part="a known gap bounds M",
            why=WHY,
        ),
    ),
)
