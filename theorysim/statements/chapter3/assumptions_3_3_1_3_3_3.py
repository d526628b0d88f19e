"""Assumptions 3.3.1 to 3.3.3, as predicates that some objectives satisfy and others do not."""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Relation, Statement, less
from theorysim.objectives.cubic import cubic
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.definition_3_2_1 import enough, not_smooth_exponential, smooth_exponential, smooth_slow, too_little
from theorysim.statements.chapter3.proof_3_7_2_exponential_smooth import hessian_left, hessian_right

epsilon, f_star, L1 = letters("epsilon f_star L1", Positive)
x = letter("x", Real)


exponential_bounded = 1 / (2 * L1) <= exponential.value(x, L1)
slow_bounded = 0 <= slow.value(x, epsilon)
cubic_unbounded = cubic.value(-(1 + f_star)) < -f_star
slow_twice = equals(slow.hessian(1, epsilon), 0)


def kink(x: Positive):
    """|x| is not differentiable at 0: the slopes of its two sides differ."""
    return (absolute(-x) - 0) / (-x), (absolute(x) - 0) / x


statement = Statement(
    "assumptions-3.3.1-3.3.3",
    (
        Claim(Relation((exponential_bounded,)), part="a: lower bounded, exponential"),
        Claim(Relation((slow_bounded,)), part="a: lower bounded, slow"),
        Claim(Exists((cubic_unbounded.in_words("x^3 falls below every number"),)), part="a: lower bounded, x^3 not"),
        Claim(Relation((hessian_left, hessian_right), search={}), part="a: twice differentiable, exponential"),
        Claim(Relation((slow_twice.in_words("f'' of the slow function is continuous at 1"),)), part="a: twice differentiable, slow"),
        Claim(Relation((less(kink, "the slopes of |x| at 0 differ"),)), part="a: differentiable, |x| not"),
        Claim(
            Relation((smooth_exponential,), (enough,)),
            part="b: exponential",
            at=((exponential_bounded, {"x": 0.0, "L1": 2.0}, 0.25),),
        ),
        Claim(Relation((not_smooth_exponential,), (too_little,)), part="b: exponential with L0 < L1, not"),
        Claim(Relation((smooth_slow,)), part="b: slow"),
    ),
)
