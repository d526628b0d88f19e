"""f is (L0, L1)-smooth if ||Hess f(x)|| <= L0 + L1 ||grad f(x)||, (3.2).

Read as a predicate: members with their least L0, and a non-member for every smaller L0.
"""

from theorysim.domains import Positive
from theorysim.letters import letter
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import L0, L1, epsilon, x

a = letter("a", Positive)

smooth_exponential = absolute(exponential.hessian(x, L1)) <= L0 + L1 * absolute(exponential.gradient(x, L1))
not_smooth_exponential = L0 + L1 * absolute(exponential.gradient(0, L1)) < absolute(exponential.hessian(0, L1))
enough, too_little = L1 <= L0, L0 < L1
smooth_slow = absolute(slow.hessian(x, epsilon)) <= 3 * epsilon + L1 * absolute(slow.gradient(x, epsilon))
not_smooth_slow = L0 + L1 * absolute(slow.gradient(0, epsilon)) < absolute(slow.hessian(0, epsilon))
smooth_quadratic = absolute(a) <= a + L1 * absolute(a * x)
smooth_quartic = 12 * x**2 <= 16 / L1**2 + L1 * absolute(4 * x**3)
not_smooth_quartic = L0 + L1 * 4 * (2 / L1) ** 3 < 12 * (2 / L1) ** 2

statement = Statement(
    "definition-3.2.1",
    Claim(Relation((smooth_exponential.in_words("the exponential is a member when L0 >= L1"),), (enough,)), part="exponential"),
    Claim(Relation((not_smooth_exponential.in_words("at 0 it is none when L0 < L1"),), (too_little,)), part="exponential, not"),
    Claim(Relation((smooth_slow.in_words("the slow function is a member with L0 = 3 epsilon and any L1"),)), part="slow"),
    Claim(Relation((not_smooth_slow.in_words("at 0 it is none with a smaller L0"),), (L0 < 3 * epsilon,)), part="slow, not"),
    Claim(Relation((smooth_quadratic.in_words("a quadratic is a member with L0 = a"),)), part="quadratic"),
    Claim(
        Relation((smooth_quartic.in_words("x^4 is a member with L0 = 16/L1^2"),)),
        part="quartic",
        at=((smooth_quartic, {"x": 1.0, "L1": 2.0}, 12.0),),
    ),
    Claim(Relation((not_smooth_quartic.in_words("at 2/L1 it is none with a smaller L0"),), (L0 < 16 / L1**2,)), part="quartic, not"),
)
