"""(L0, L1)-smoothness, as a predicate: members with their least L0, and a non-member for every smaller L0."""

from theorysim.domains import Positive, Real
from theorysim.maths import absolute, power
from theorysim.model import Claim, Relation, Statement, at_most, less
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow


def smooth_exponential(x: Real, L0: Positive, L1: Positive):
    return absolute(exponential.hessian(x, L1)), L0 + L1 * absolute(exponential.gradient(x, L1))


def enough(L0: Positive, L1: Positive):
    return L1, L0


def too_little(L0: Positive, L1: Positive):
    return L0, L1


def not_smooth_exponential(L0: Positive, L1: Positive):
    return L0 + L1 * absolute(exponential.gradient(0, L1)), absolute(exponential.hessian(0, L1))


def smooth_slow(x: Real, epsilon: Positive, L1: Positive):
    return absolute(slow.hessian(x, epsilon)), 3 * epsilon + L1 * absolute(slow.gradient(x, epsilon))


def not_smooth_slow(epsilon: Positive, L0: Positive, L1: Positive):
    return L0 + L1 * absolute(slow.gradient(0, epsilon)), absolute(slow.hessian(0, epsilon))


def less_than_slow_needs(epsilon: Positive, L0: Positive):
    return L0, 3 * epsilon


def smooth_quadratic(x: Real, a: Positive, L1: Positive):
    return absolute(a), a + L1 * absolute(a * x)


def smooth_quartic(x: Real, L1: Positive):
    return 12 * power(x, 2), 16 / (L1 * L1) + L1 * absolute(4 * power(x, 3))


def not_smooth_quartic(L0: Positive, L1: Positive):
    at = 2 / L1
    return L0 + L1 * 4 * power(at, 3), 12 * power(at, 2)


def less_than_quartic_needs(L0: Positive, L1: Positive):
    return L0, 16 / (L1 * L1)


statement = Statement(
    "definition-3.2.1",
    (
        Claim(
            Relation((at_most(smooth_exponential, "the exponential is a member when L0 >= L1"),), (at_most(enough),)), part="exponential"
        ),
        Claim(Relation((less(not_smooth_exponential, "at 0 it is none when L0 < L1"),), (less(too_little),)), part="exponential, not"),
        Claim(Relation((at_most(smooth_slow, "the slow function is a member with L0 = 3 epsilon and any L1"),)), part="slow"),
        Claim(Relation((less(not_smooth_slow, "at 0 it is none with a smaller L0"),), (less(less_than_slow_needs),)), part="slow, not"),
        Claim(Relation((at_most(smooth_quadratic, "a quadratic is a member with L0 = a"),)), part="quadratic"),
        Claim(
            Relation((at_most(smooth_quartic, "x^4 is a member with L0 = 16/L1^2"),)),
            part="quartic",
            at=((smooth_quartic, (1.0, 2.0), 12.0),),
        ),
        Claim(
            Relation((less(not_smooth_quartic, "at 2/L1 it is none with a smaller L0"),), (less(less_than_quartic_needs),)),
            part="quartic, not",
        ),
    ),
)
