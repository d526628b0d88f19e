"""f is bounded from below (3.3.1), twice differentiable (3.3.2), and (L0, L1)-smooth (3.3.3).

Read as predicates that some objectives satisfy and others do not.
"""

from theorysim.domains import Positive
from theorysim.letters import equals, letter
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.objectives.cubic import cubic
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.definition_3_2_1 import enough, not_smooth_exponential, smooth_exponential, smooth_slow, too_little
from theorysim.statements.chapter3.notation import L1, epsilon, x
from theorysim.statements.chapter3.proof_3_7_2_exponential_smooth import hessian_left, hessian_right

f_star = letter("f_star", Positive)
t = letter("x", Positive)

bounded_exponential = 1 / (2 * L1) <= exponential.value(x, L1)
unbounded_cubic = (cubic.value(-(1 + f_star)) < -f_star).in_words("x^3 falls below every number")
slow_twice = equals(slow.hessian(1, epsilon), 0).in_words("f'' of the slow function is continuous at 1")
kink = ((absolute(-t) - 0) / (-t) < (absolute(t) - 0) / t).in_words("the slopes of |x| on the two sides of 0 differ")

statement = Statement(
    "assumptions-3.3.1-3.3.3",
    Claim(Relation((bounded_exponential,)), part="a: lower bounded, exponential"),
    Claim(Relation((0 <= slow.value(x, epsilon),)), part="a: lower bounded, slow"),
    Claim(Exists((unbounded_cubic,)), part="a: lower bounded, x^3 not"),
    Claim(Relation((hessian_left, hessian_right), search={}), part="a: twice differentiable, exponential"),
    Claim(Relation((slow_twice,)), part="a: twice differentiable, slow"),
    Claim(Relation((kink,)), part="a: differentiable, |x| not"),
    Claim(Relation((smooth_exponential,), (enough,)), part="b: exponential", at=((bounded_exponential, {"x": 0.0, "L1": 2.0}, 0.25),)),
    Claim(Relation((not_smooth_exponential,), (too_little,)), part="b: exponential with L0 < L1, not"),
    Claim(Relation((smooth_slow,)), part="b: slow"),
)
