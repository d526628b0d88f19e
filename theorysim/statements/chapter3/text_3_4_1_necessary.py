"""A bound M on the gradient is necessary for gradient descent with a fixed step.

Read as (3.9) has it, the step chosen before the start and the function: for every step size h, some start on the exponential of rate
a = min{L0, L1}, a member of the class without M, is never done; so without a bound on M no step size serves. That a fixed M is
meant, and not M < infinity, the last part shows: a gap F that is known beforehand bounds the gradient by itself, through the gain of a
clipped step (proof 3.7.1), and 3.4.1 then follows from 3.3.1 to 3.3.3.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters, number
from theorysim.maths import absolute, log, maximum, minimum, sqrt
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Member, Piece, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.notation import L0, L1, F, epsilon, g, x
from theorysim.statements.chapter3.notation import RANGES as CLIPPED
from theorysim.statements.chapter3.parts import clipped_steps

drop, h_any = letters("drop h", Real)
h, x_right = letters("h x", Positive)
s = letter("s", Nonnegative)

a = minimum(L0, L1)
root = 1 + epsilon + 4 / (h * a)  # M is its square: more than epsilon, and more than 16/(h a)^2
far = (2 * log(root) + 1) / a  # the start where the gradient is M
beyond = far + s


def slope(x):
    return exponential.gradient(x, a)


smooth = (absolute(exponential.hessian(x, a)) <= L0 + L1 * absolute(slope(x))).in_words("it is (L0, L1)-smooth")
climbs = (x_right <= x_right - h_any * slope(x_right)).in_words("x_k never falls")
steep_there = epsilon < slope((log(1 + epsilon) + 1) / a + s)  # from the start where the gradient is 1 + epsilon
leaps = (2 * beyond < h * slope(beyond)).in_words("a step lands beyond -|x|: |x_k| grows for ever")
steep = (epsilon < slope(beyond)).in_words("so the gradient stays above epsilon")
gain = clipped_steps.h * g**2 / 2 <= drop
bounded_by_the_gap = g <= maximum(sqrt(20 * L0 * F), 2 * F * maximum(1, 10 * L1))

MEMBER = ((), smooth)
FROM_FAR = Member(exponential, {"L1": a}, far)
RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "epsilon": (1e-6, 1e4), "h": (-10.0, 1e3), "x": (-1e3, 1e3)}
DRAWN = {"h": (1e-3, 1e3), "epsilon": (1e-3, 1e3), "L0": (1e-3, 1e3), "L1": (1e-3, 1e3)}
PIECES = (
    Piece("it climbs", (h_any <= 0,), (MEMBER, ((), climbs), ((), steep_there)), ("x", "s")),
    Piece("it diverges", (0 < h_any,), (MEMBER, ((), leaps), ((), steep)), ("x", "s")),
)
A_THOUSAND = number(1000)  # steps, after which no step size that is drawn is done
WHY = "For every step size h the exponential of rate min{L0, L1}, from a start that is far enough, is never done."

statement = Statement(
    "text-3.4.1-necessary",
    Claim(
        Cover(PIECES, (), (), RANGES),
        part="for every step size",
        why=WHY,
        second=(Family(gradient_descent, (FROM_FAR,), A_THOUSAND, {"eta": h}, (), DRAWN),),
        at=((root, {"h": 4, "epsilon": 1, "L0": 1, "L1": 1}, 3), (bounded_by_the_gap, {"g": 7, "F": 1, "L0": 1, "L1": 1}, 7)),
    ),
    Claim(Relation((bounded_by_the_gap,), (gain, drop <= F), CLIPPED), part="a known gap bounds M", why=WHY),
)
