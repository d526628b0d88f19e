"""AdaGrad-Norm reaches a gradient norm of epsilon in (4 F^2 + 2 L F)/epsilon^2 steps. Ward, Wu, Bottou (JMLR 21, 2020), theorem 2.2."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Asked, Positive, Real, Zero
from theorysim.maths import sqrt
from theorysim.model import Bound, Claim, Method, Statement


def step(x: Real, g: Real, g_norm: Asked, total: Zero, b0: Positive):
    after = total + g_norm * g_norm
    return x - g / sqrt(b0 * b0 + after), after


def b0(L: Positive):  # the theorem's first case: at least the step size, here 1, times L
    return L


def bound(F: Positive, epsilon: Positive, L: Positive):
    return (4 * F * F + 2 * L * F) / (epsilon * epsilon)


RANGES = {"L": (1 / 4, 4), "epsilon": (1 / 32, 1)}
CLAIM = Claim(Bound(Method(step), bound, (lower_bounded, smooth), {"b0": b0}, RANGES))
adagrad_norm = Statement("adagrad_norm", (CLAIM,))
