"""On a compact region L0 and L1 can be balanced so that both are much less than L.

"Can": it says that there are functions and regions where, for every c, both are at most L/c, L being the largest |f''| on [-R, R].
So it is on the exponential and on x^4 for every large enough R; how L0 falls as L1 rises is shown for the exponential. It is not so
on every function: where the gradient is 0 the Hessian is at most L0, so on a quadratic, and on the slow function, L0 >= L.
"""

from theorysim.domains import AtLeastOne, Positive, Real, Unit
from theorysim.maths import absolute, maximum
from theorysim.model import Claim, Exists, Relation, Statement, at_most
from theorysim.objectives.exponential import exponential
from theorysim.objectives.power import power as monomial
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.definition_3_2_1 import enough, smooth_exponential, smooth_quartic


def exponential_L0(c: AtLeastOne, a: Positive):
    """L0 = L1 = a, where R = (1 + c)/a."""
    return c * a, exponential.hessian((1 + c) / a, a)


def quartic_L0(c: AtLeastOne, L1: Positive):
    """L0 = 16/L1^2, where R = (2/L1 + 1 + L1) c."""
    return c * 16 / (L1 * L1), monomial.hessian((2 / L1 + 1 + L1) * c, 4)


def quartic_L1(c: AtLeastOne, L1: Positive):
    return c * L1, monomial.hessian((2 / L1 + 1 + L1) * c, 4)


def front(x: Real, R: Positive, a: Positive, share: Unit):
    """With L1 = share a, L0 = max{a, (1 - share) L} is enough on [-R, R]."""
    L = exponential.hessian(R, a)
    return absolute(exponential.hessian(x, a)), maximum(a, (1 - share) * L) + share * a * absolute(exponential.gradient(x, a))


def in_region(x: Real, R: Positive):
    return absolute(x), R


def below_front(L0: Positive, R: Positive, a: Positive, share: Unit):
    """And no less is: at 0, and at R."""
    return maximum(a, (1 - share) * exponential.hessian(R, a)), L0


def at_zero(L0: Positive, a: Positive, share: Unit):
    return exponential.hessian(0, a), L0 + share * a * absolute(exponential.gradient(0, a))


def at_end(L0: Positive, R: Positive, a: Positive, share: Unit):
    return exponential.hessian(R, a), L0 + share * a * absolute(exponential.gradient(R, a))


def beyond_parabola(R: Positive, a: Positive):
    return 1, a * R


def L_of_quadratic(L0: Positive, a: Positive):
    return a, L0


def quadratic_at_zero(L0: Positive, L1: Positive, a: Positive):
    return quadratic.hessian(0, a), L0 + L1 * absolute(quadratic.gradient(0, a))


def L_of_slow(x: Real, L0: Positive, epsilon: Positive):
    return absolute(slow.hessian(x, epsilon)), L0


def slow_at_zero(L0: Positive, L1: Positive, epsilon: Positive):
    return slow.hessian(0, epsilon), L0 + L1 * absolute(slow.gradient(0, epsilon))


WHY = "On the exponential and on x^4 both constants stay and L grows with the region; on a quadratic, say, L0 cannot be less than L."
statement = Statement(
    "text-3.2.2-balance",
    (
        Claim(
            Exists((at_most(exponential_L0, "c L0 <= L and c L1 <= L at R = (1 + c)/a, with L0 = L1 = a"),)),
            part="exponential",
            why=WHY,
            second=(Relation((at_most(smooth_exponential, "it is (L0, L1)-smooth"),), (at_most(enough),)),),
            at=((front, (0.5, 1.0, 2.0, 1.0), 2.0),),
        ),
        Claim(
            Exists((at_most(quartic_L0, "c L0 <= L at R = (2/L1 + 1 + L1) c"), at_most(quartic_L1, "and c L1 <= L"))),
            part="x^4",
            why=WHY,
            second=(Relation((at_most(smooth_quartic, "it is (L0, L1)-smooth"),)),),
            at=((quartic_L0, (1.0, 4.0), 1.0),),
        ),
        Claim(
            Relation((at_most(front, "L1 = share a with L0 = max{a, (1 - share) L}"),), (at_most(in_region),)),
            part="the front of the exponential",
            why=WHY,
        ),
        Claim(
            Relation((at_most(below_front, "and no smaller L0"),), (at_most(at_zero), at_most(at_end), at_most(beyond_parabola))),
            part="the front is attained",
            why=WHY,
        ),
        Claim(Relation((at_most(L_of_quadratic, "L <= L0"),), (at_most(quadratic_at_zero),)), part="a quadratic, not", why=WHY),
        Claim(Relation((at_most(L_of_slow, "L <= L0"),), (at_most(slow_at_zero),)), part="the slow function, not", why=WHY),
    ),
)
