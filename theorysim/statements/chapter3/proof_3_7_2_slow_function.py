"""The second function is twice differentiable, both branches agree at 1 and -1; its gap at 1 + Delta/epsilon is 2 Delta + 5 epsilon/4."""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import Delta, epsilon, x

f, slope, curvature = slow.value, slow.gradient, slow.hessian
at_right = (
    equals(f(1, epsilon), 2 * epsilon * (1 - 1) + 5 * epsilon / 4),
    equals(slope(1, epsilon), 2 * epsilon),
    equals(curvature(1, epsilon), 0),
)
at_left = (
    equals(f(-1, epsilon), -2 * epsilon * (-1 + 1) + 5 * epsilon / 4),
    equals(slope(-1, epsilon), -2 * epsilon),
    equals(curvature(-1, epsilon), 0),
)
least = f(0, epsilon) <= f(x, epsilon)
gap = equals(f(1 + Delta / epsilon, epsilon) - f(0, epsilon), 2 * Delta + 5 * epsilon / 4)

statement = Statement(
    "proof-3.7.2-slow-function",
    Claim(Relation(at_right), part="at 1"),
    Claim(Relation(at_left), part="at -1"),
    Claim(Relation((least.in_words("f* = f(0)"),)), part="minimum"),
    Claim(Relation((gap,)), part="gap", at=((gap, {"epsilon": 4, "Delta": 1}, 7),)),
)
