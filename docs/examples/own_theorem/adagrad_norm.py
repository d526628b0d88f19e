"""AdaGrad-Norm reaches a gradient norm of epsilon in (4 F^2 + 2 L F)/epsilon^2 steps. Ward, Wu, Bottou (JMLR 21, 2020), theorem 2.2."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Asked, Positive, Real, Zero
from theorysim.letters import letters
from theorysim.maths import sqrt
from theorysim.model import Claim, Method, Statement, count

F, epsilon, L = letters("F epsilon L", Positive)


def step(x: Real, g: Real, g_norm: Asked, total: Zero, b0: Positive):
    after = total + g_norm**2
    return x - g / sqrt(b0**2 + after), after


def bound(F, epsilon, L):
    return (4 * F**2 + 2 * L * F) / epsilon**2


steps = count(Method(step), over=(lower_bounded, smooth), b0=L)  # the theorem's first case: b0 at least the step size, here 1, times L
theorem = (steps <= bound(F, epsilon, L)).within({"L": (1 / 4, 4), "epsilon": (1 / 32, 1)})
adagrad_norm = Statement("adagrad_norm", Claim(theorem))
