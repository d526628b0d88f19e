"""The second function is twice differentiable, and its gap at 1 + Delta/epsilon is 2 Delta + 5 epsilon/4."""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.slow import slow

Delta, epsilon = letters("Delta epsilon", Positive)
x = letter("x", Real)


value_right = equals(slow.value(1, epsilon), 2 * epsilon * (1 - 1) + 5 * epsilon / 4)
gradient_right = equals(slow.gradient(1, epsilon), 2 * epsilon)
hessian_right = equals(slow.hessian(1, epsilon), 0)
value_left = equals(slow.value(-1, epsilon), -2 * epsilon * (-1 + 1) + 5 * epsilon / 4)
gradient_left = equals(slow.gradient(-1, epsilon), -2 * epsilon)
hessian_left = equals(slow.hessian(-1, epsilon), 0)
gap = equals(slow.value(1 + Delta / epsilon, epsilon) - slow.value(0, epsilon), 2 * Delta + 5 * epsilon / 4)
least = slow.value(0, epsilon) <= slow.value(x, epsilon)


statement = Statement(
    "proof-3.7.2-slow-function",
    (
        Claim(Relation((value_right, gradient_right, hessian_right)), part="at 1"),
        Claim(Relation((value_left, gradient_left, hessian_left)), part="at -1"),
        Claim(Relation((least.in_words("f* = f(0)"),)), part="minimum"),
        Claim(
            Relation((gap.in_words("f(x_0) - f* = 2 Delta + 5 epsilon/4"),)), part="gap", at=((gap, {"epsilon": 4.0, "Delta": 1.0}, 7.0),)
        ),
    ),
)
