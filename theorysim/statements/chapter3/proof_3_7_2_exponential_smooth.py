"""The first function is twice differentiable, and has gradient M at its start: both branches agree at the breakpoint."""

from theorysim.domains import AboveOne, Positive, Real
from theorysim.letters import equals, letter
from theorysim.maths import e, exp, log
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential

L1 = letter("L1", Positive)
M = letter("M", AboveOne)
x = letter("x", Real)


value_right = equals(exponential.value(1 / L1, L1), exp(L1 * (1 / L1)) / (L1 * e))
gradient_right = equals(exponential.gradient(1 / L1, L1), exp(L1 * (1 / L1)) / e)
hessian_right = equals(exponential.hessian(1 / L1, L1), L1 * exp(L1 * (1 / L1)) / e)
value_left = equals(exponential.value(-1 / L1, L1), exp(-L1 * (-1 / L1)) / (L1 * e))
gradient_left = equals(exponential.gradient(-1 / L1, L1), -exp(-L1 * (-1 / L1)) / e)
hessian_left = equals(exponential.hessian(-1 / L1, L1), L1 * exp(-L1 * (-1 / L1)) / e)
symmetric = equals(exponential.value(x, L1), exponential.value(-x, L1))
start = equals(exponential.gradient((log(M) + 1) / L1, L1), M)


statement = Statement(
    "proof-3.7.2-exponential-smooth",
    (
        Claim(Relation((value_right, gradient_right, hessian_right)), part="at 1/L1"),
        Claim(Relation((value_left, gradient_left, hessian_left)), part="at -1/L1"),
        Claim(Relation((symmetric.in_words("f(x) = f(-x)"),)), part="symmetric"),
        Claim(Relation((start.in_words("f'(x_0) = M"),)), part="start", at=((value_right, {"L1": 2.0}, 0.5),)),
    ),
)
