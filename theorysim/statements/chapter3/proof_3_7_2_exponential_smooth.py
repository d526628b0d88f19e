"""The first function is twice differentiable, both branches agree at the breakpoints; its gradient at (log M + 1)/L1 is M."""

from theorysim.letters import equals
from theorysim.maths import e, exp, log
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.notation import L1, M, x

f, slope, curvature = exponential.value, exponential.gradient, exponential.hessian
right = exp(L1 * (1 / L1))
left = exp(-L1 * (-1 / L1))
value_right = equals(f(1 / L1, L1), right / (L1 * e))
hessian_right = equals(curvature(1 / L1, L1), L1 * right / e)
hessian_left = equals(curvature(-1 / L1, L1), L1 * left / e)

at_right = (value_right, equals(slope(1 / L1, L1), right / e), hessian_right)
at_left = (equals(f(-1 / L1, L1), left / (L1 * e)), equals(slope(-1 / L1, L1), -left / e), hessian_left)
symmetric = equals(f(x, L1), f(-x, L1))
start = equals(slope((log(M) + 1) / L1, L1), M)

statement = Statement(
    "proof-3.7.2-exponential-smooth",
    Claim(Relation(at_right), part="at 1/L1"),
    Claim(Relation(at_left), part="at -1/L1"),
    Claim(Relation((symmetric,)), part="symmetric"),
    Claim(Relation((start,)), part="start", at=((value_right, {"L1": 2}, 0.5),)),
)
