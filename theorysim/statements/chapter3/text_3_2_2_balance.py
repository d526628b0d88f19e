"""On a compact region L0 and L1 can be balanced so that both are much less than L.

"Can": it says that there are functions and regions where, for every c, both are at most L/c, L being the largest |f''| on [-R, R].
So it is on the exponential and on x^4 for every large enough R; how L0 falls as L1 rises is shown for the exponential. It is not so
on every function: where the gradient is 0 the Hessian is at most L0, so on a quadratic, and on the slow function, L0 >= L.
"""

from theorysim.domains import AtLeastOne, Positive, Unit
from theorysim.letters import letter, letters
from theorysim.maths import absolute, maximum
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.objectives.power import power as monomial
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.definition_3_2_1 import enough, smooth_exponential, smooth_quartic
from theorysim.statements.chapter3.notation import L0, L1, epsilon, x

a, R = letters("a R", Positive)
c = letter("c", AtLeastOne)
share = letter("share", Unit)

balanced = (c * a <= exponential.hessian((1 + c) / a, a)).in_words("c L0 <= L and c L1 <= L at R = (1 + c)/a, with L0 = L1 = a")
L_of_quartic = monomial.hessian((2 / L1 + 1 + L1) * c, 4).named("L")  # with L0 = 16/L1^2, as in definition 3.2.1
balanced_quartic = (c * 16 / L1**2 <= L_of_quartic).in_words("c L0 <= L at R = (2/L1 + 1 + L1) c")


def exponential_bound(x, L0):
    return L0 + share * a * absolute(exponential.gradient(x, a))


L = exponential.hessian(R, a).named("L")
least = maximum(a, (1 - share) * L)
front = absolute(exponential.hessian(x, a)) <= exponential_bound(x, least)
at_zero, at_end = exponential.hessian(0, a) <= exponential_bound(0, L0), L <= exponential_bound(R, L0)
quadratic_at_zero = quadratic.hessian(0, a) <= L0 + L1 * absolute(quadratic.gradient(0, a))
slow_at_zero = slow.hessian(0, epsilon) <= L0 + L1 * absolute(slow.gradient(0, epsilon))
L_of_slow = absolute(slow.hessian(x, epsilon)) <= L0

WHY = "On the exponential and on x^4 both constants stay and L grows with the region; on a quadratic, say, L0 cannot be less than L."
statement = Statement(
    "text-3.2.2-balance",
    Claim(
        Exists((balanced,)),
        part="exponential",
        why=WHY,
        second=(Relation((smooth_exponential.in_words("it is (L0, L1)-smooth"),), (enough,)),),
        at=((front, {"x": 0.5, "R": 1.0, "a": 2.0, "share": 1.0}, 2.0),),
    ),
    Claim(
        Exists((balanced_quartic, (c * L1 <= L_of_quartic).in_words("and c L1 <= L"))),
        part="x^4",
        why=WHY,
        second=(Relation((smooth_quartic.in_words("it is (L0, L1)-smooth"),)),),
        at=((balanced_quartic, {"c": 1.0, "L1": 4.0}, 1.0),),
    ),
    Claim(
        Relation((front.in_words("L1 = share a with L0 = max{a, (1 - share) L}"),), (absolute(x) <= R,)),
        part="the front of the exponential",
        why=WHY,
    ),
    Claim(Relation(((least <= L0).in_words("and no smaller L0"),), (at_zero, at_end, 1 <= a * R)), part="the front is attained", why=WHY),
    Claim(Relation(((a <= L0).in_words("L <= L0"),), (quadratic_at_zero,)), part="a quadratic, not", why=WHY),
    Claim(Relation((L_of_slow.in_words("L <= L0"),), (slow_at_zero,)), part="the slow function, not", why=WHY),
)
