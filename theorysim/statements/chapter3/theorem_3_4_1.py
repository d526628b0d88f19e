"""Clipped gradient descent takes at most 20 L0 F/epsilon^2 + 20 max{1, L1^2} F/L0 steps, where F is f(x_0) - f*.

Its step size is min{eta_c, gamma eta_c/|f'(x)|} with eta_c = 1/(10 L0) and gamma = min{1/eta_c, 1/(10 L1 eta_c)}, and it has arrived where
the gradient is at most epsilon. The second route is the proof: what a step gains, what it gains at least, how many such gains F allows.
"""

from theorysim.maths import maximum
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.model import Claim, Statement, count, lines
from theorysim.statements.chapter3.notation import L0, L1, RANGES, SMOOTH, F, epsilon
from theorysim.statements.chapter3.parts.clipped_steps import eta_c, gamma
from theorysim.statements.chapter3.proof_3_7_1_descent import descends, on_the_path, taylor
from theorysim.statements.chapter3.proof_3_7_1_telescope import above, counted, gains, summed

bound = 20 * L0 * F / epsilon**2 + 20 * maximum(1, L1**2) * F / L0
steps = count(clipped_gradient_descent, over=SMOOTH, eta_c=eta_c(L0), gamma=gamma(L0, L1))
theorem = steps <= bound

PROOF = lines(  # each line, and what it follows from
    RANGES, (descends, taylor, on_the_path), (gains, descends, above), (counted, summed)
)

statement = Statement(
    "theorem-3.4.1",
    Claim(
        theorem.within(RANGES),
        cause="glyph",
        why="Printed is L-smoothness in S; L0 and L1, which the sentence uses and does not introduce, are read as in Assumption 3.3.3. "
        "(As constants unrelated to f they would fail: 500 x^2 with L0 = L1 = 1 cycles between 1/20 and -1/20.)",
        second=PROOF,
        at=((bound, {"F": 1, "epsilon": 1, "L0": 1, "L1": 1}, 40),),
    ),
)
