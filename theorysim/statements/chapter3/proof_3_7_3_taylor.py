"""f(x(t*)) <= f(x_k) - t h g^2 + (t h)^2 g^2 times the integral of ||Hess f(x(s))|| over s in [0, t], with h = 1/(2 (M L1 + L0)).

Taylor's expansion along the step of theorem 3.4.3, up to a share t of it: x(t) = x - t h f'(x), in one variable.
Judged for every t in (0, 1], as the identity of calculus that it is said to be, not only at the t* whose existence the proof refutes.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import L0, L1, epsilon
from theorysim.statements.chapter3.proof_3_7_1_taylor import (
    COEFFICIENTS,
    at_most_one,
    norm,
    quartic,
    quartic_slope,
    remainder,
    with_remainder,
)

x = letter("x", Positive)
t = letter("t", Unit)
d = letter("d", Real)
H_norm, any_t = letters("H_norm t", Nonnegative)

RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "x": (1e-3, 1e3)}
REPAIRED = "repaired: (th)^2 ||grad f(x_k)||^2 times the integral of ||Hess f(x(t s))|| over s in [0, 1]"


def h(M, L0, L1):
    return 1 / (2 * (M * L1 + L0))


def expanded(f, slope, M, L0, factor):
    """State the line where f is convex: t h g times the integral over [0, 1] is f'(x) - f'(x(t)), that over [0, t] t times as much."""
    g = slope(x)
    d = t * h(M, L0, L1) * g
    return f(x - d) <= f(x) - d * g + factor * d * (g - slope(x - d))


def on_quadratic(factor):  # L0 x^2/2
    return expanded(lambda y: quadratic.value(y, L0), lambda y: quadratic.gradient(y, L0), L0 * x, L0, factor)


def on_quartic(factor):  # x^4
    return expanded(quartic, quartic_slope, quartic_slope(x), L0, factor)


def on_slow(factor):  # the second function of section 3.7.2, with L0 = 3 epsilon and M = 2 epsilon
    return expanded(lambda y: slow.value(y, epsilon), lambda y: slow.gradient(y, epsilon), 2 * epsilon, 3 * epsilon, factor)


printed, mended = on_quadratic(t), on_quadratic(1)
member = (16 / L1**2 <= L0).in_words("x^4 is (L0, L1)-smooth")  # definition 3.2.1
unweighted = (1 - any_t) * H_norm * d**2 <= H_norm * d**2

statement = Statement(
    "proof-3.7.3-taylor",
    Claim(
        Relation((printed.in_words("the line, on a quadratic"),), search=RANGES),
        cause="constant",
        why="The integral over [0, t] already has a factor t; with (th)^2 it makes t^3, too small on a quadratic for t < 1/2.",
        second=(Relation((on_quartic(t).in_words("on x^4"),), (member,), RANGES),),
        at=tuple((one, {"t": 0.25, "x": 1, "L0": 1, "L1": 1}, 0.439453125) for one in (printed, mended)),
    ),
    Claim(Relation((with_remainder,), search=COEFFICIENTS), REPAIRED, "identity, degree 5"),
    Claim(Relation((unweighted,)), REPAIRED, "weight"),
    Claim(
        Relation((remainder,), (at_most_one, norm)),
        REPAIRED,
        "remainder",
        second=(
            Relation((mended.in_words("on a quadratic"),), search=RANGES),
            Relation((on_quartic(1).in_words("on x^4"),), search=RANGES),
            Relation((on_slow(1).in_words("on the slow function"),), (x >= 2,), RANGES),
        ),
    ),
)
