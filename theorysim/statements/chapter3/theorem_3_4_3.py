"""With h = 1/(2(M L1 + L0)), gradient descent with a fixed step takes at most 4 (M L1 + L0)(f(x_0) - f*)/epsilon^2 steps.

The proof gives 8/3 in place of 4. The second route is that proof: the Hessian is at most M L1 + L0 on the step, so a step gains at
least 3/8 g^2/(M L1 + L0). All steps before the first small gradient are above epsilon, and gain F = f(x_0) - f* at most together: that
bounds their number T.
"""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Statement, count, lines
from theorysim.statements.chapter3.notation import L0, L1, RANGES, SMOOTH, F, epsilon, g

M = letter("M", Positive)


def bound(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, M: Positive):
    return 4 * (M * L1 + L0) * F / epsilon**2


h = (1 / (2 * (M * L1 + L0))).named("h")
steps = count(gradient_descent, over=(*SMOOTH, bounded_gradient_on_sublevel), eta=h)
theorem = steps <= bound(F, epsilon, L0, L1, M)

# the proof
WITH_M = {**RANGES, "M": (1.000001, 1e8)}
drop = letter("drop", Real)  # f(x_k) - f(x_{k+1})
T = letter("T", Nonnegative)

descends = h * g**2 - h**2 * (L1 * M + L0) / 2 * g**2 <= drop
above = epsilon <= g
gains = epsilon**2 / (4 * (M * L1 + L0)) <= drop
summed = T * (epsilon**2 / (4 * (M * L1 + L0))) <= F
counted = T <= bound(F, epsilon, L0, L1, M)

statement = Statement(
    "theorem-3.4.3",
    Claim(
        theorem.within(WITH_M),
        second=lines(WITH_M, (gains, descends, above), (counted, summed)),
        at=((theorem.bound, {"F": 1, "epsilon": 1, "L0": 1, "L1": 1, "M": 1}, 8),),
    ),
)
