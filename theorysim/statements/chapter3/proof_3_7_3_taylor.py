"""Taylor's expansion along the step of theorem 3.4.3, up to a share t of it: x(t) = x - t h f'(x), h = 1/(2 (M L1 + L0)).

Judged for every t in (0, 1], as the identity of calculus that it is said to be, not only at the t* whose existence the proof refutes.
Where f is convex, in one variable, h |f'(x)| times the integral of f''(x(s)) over [0, t] is f'(x) - f'(x(t)).
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.proof_3_7_1_taylor import (
    COEFFICIENTS,
    at_most_one,
    norm,
    quartic,
    quartic_slope,
    remainder,
    with_remainder,
)

L0, L1, x = letters("L0 L1 x", Positive)


def h(M, L0, L1):
    return 1 / (2 * (M * L1 + L0))


def quadratic(t: Unit, x: Positive, L0: Positive, L1: Positive):
    """On L0 x^2/2 from x > 0, where M = L0 x."""
    g = L0 * x
    d = t * h(g, L0, L1) * g
    return L0 * (x - d) * (x - d) / 2, L0 * x * x / 2 - d * g + d * d * t * L0


def on_quartic(t: Unit, x: Positive, L0: Positive, L1: Positive):
    """On x^4 from x > 0, where M = 4 x^3."""
    g = quartic_slope(x)
    step = h(g, L0, L1)
    d = t * step * g
    return quartic(x - d), quartic(x) - d * g + d * d * (g - quartic_slope(x - d)) / (step * g)


member = 16 / (L1 * L1) <= L0  # x^4 is (L0, L1)-smooth when L0 >= 16/L1^2 (definition 3.2.1).


def mended_quadratic(t: Unit, x: Positive, L0: Positive, L1: Positive):
    g = L0 * x
    d = t * h(g, L0, L1) * g
    return L0 * (x - d) * (x - d) / 2, L0 * x * x / 2 - d * g + d * d * L0


def mended_quartic(t: Unit, x: Positive, L0: Positive, L1: Positive):
    g = quartic_slope(x)
    d = t * h(g, L0, L1) * g
    return quartic(x - d), quartic(x) - d * g + d * (g - quartic_slope(x - d))


def mended_slow(t: Unit, x: Positive, epsilon: Positive, L1: Positive):
    """On the second function of section 3.7.2, with L0 = 3 epsilon and M = 2 epsilon."""
    g = slow.gradient(x, epsilon)
    d = t * h(2 * epsilon, 3 * epsilon, L1) * g
    return slow.value(x - d, epsilon), slow.value(x, epsilon) - d * g + d * (g - slow.gradient(x - d, epsilon))


def unweighted(t: Nonnegative, d: Real, H_norm: Nonnegative):
    return (1 - t) * H_norm * d * d, H_norm * d * d


far = 2 <= x


REPAIRED = "repaired: (th)^2 ||grad f(x_k)||^2 times the integral of ||Hess f(x(t s))|| over s in [0, 1]"
RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "x": (1e-3, 1e3)}

statement = Statement(
    "proof-3.7.3-taylor",
    (
        Claim(
            Relation((at_most(quadratic, "f(x(t)) <= f(x) - t h g^2 + (t h)^2 g^2 times the integral of f'' over [0, t]"),), search=RANGES),
            cause="constant",
            why="The integral over [0, t] already has a factor t; with (th)^2 it makes t^3, too small on a quadratic for t < 1/2.",
            second=(Relation((at_most(on_quartic, "on x^4"),), (member.in_words("L0 >= 16/L1^2"),), RANGES),),
            at=((quadratic, (0.25, 1.0, 1.0, 1.0), 0.439453125), (mended_quadratic, (0.25, 1.0, 1.0, 1.0), 0.439453125)),
        ),
        Claim(
            Relation((with_remainder,), search=COEFFICIENTS),
            REPAIRED,
            "identity, degree 5",
        ),
        Claim(Relation((at_most(unweighted, "(1 - s) |f''| d^2 <= |f''| d^2"),)), REPAIRED, "weight"),
        Claim(
            Relation((remainder.in_words("(1 - s) f'' d^2 <= (1 - s) |f''| d^2"),), (at_most_one, norm)),
            REPAIRED,
            "remainder",
            second=(
                Relation((at_most(mended_quadratic, "on a quadratic"),), search=RANGES),
                Relation((at_most(mended_quartic, "on x^4"),), search=RANGES),
                Relation((at_most(mended_slow, "on the slow function"),), (far.in_words("x >= 2"),), RANGES),
            ),
        ),
    ),
)
