"""The Taylor step of the proof, with half the mean of the Hessian along the step.

The remainder weighs the Hessian with 1 - t, so early curvature counts twice. On a convex function of one variable half the mean is
the trapezoid rule, |d| |f'(x + d) - f'(x)|/2.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letters
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement, same
from theorysim.statements.chapter3.parts.clipped_steps import h

d, H = letters("d H", Real)
H_norm, t = letters("H_norm t", Nonnegative)
L0, L1, x = letters("L0 L1 x", Positive)


def quartic(x):
    return x * x * x * x


def quartic_slope(x):
    return 4 * x * x * x


g = quartic_slope(x)
s = h(g, L0, L1)
half = s * g * absolute(quartic_slope(x - s * g) - g) / 2
printed = quartic(x - s * g) <= quartic(x) - s * g * g + half  # On x^4 from x > 0, one clipped step.
member = 16 / (L1 * L1) <= L0  # x^4 is (L0, L1)-smooth when L0 >= 16/L1^2 (definition 3.2.1).


def F(t, x, d, a1, a2, a3, a4, a5):
    """(1 - t) f'(x + t d) d + f(x + t d), for f of degree 5; its increase over [0, 1] is f(x + d) - f(x) - f'(x) d."""
    y = x + t * d
    f = y * (a1 + y * (a2 + y * (a3 + y * (a4 + y * a5))))
    slope = a1 + y * (2 * a2 + y * (3 * a3 + y * (4 * a4 + y * 5 * a5)))
    return (1 - t) * slope * d + f


def dF(t, x, d, a1, a2, a3, a4, a5):
    """Its derivative in t: (1 - t) f''(x + t d) d^2."""
    y = x + t * d
    return (1 - t) * (2 * a2 + y * (6 * a3 + y * (12 * a4 + y * 20 * a5))) * d * d


def weighted_mean(x: Real, d: Real, a1: Real, a2: Real, a3: Real, a4: Real, a5: Real):
    """The mean of dF over [0, 1], by Boole's rule (exact to degree 5), is F(1) - F(0)."""
    a = (a1, a2, a3, a4, a5)
    rule = (7 * dF(0, x, d, *a) + 32 * dF(0.25, x, d, *a) + 12 * dF(0.5, x, d, *a) + 32 * dF(0.75, x, d, *a) + 7 * dF(1, x, d, *a)) / 90
    return F(1, x, d, *a) - F(0, x, d, *a), rule


remainder = (1 - t) * H * d * d <= (1 - t) * H_norm * d * d
at_most_one = t <= 1
norm = absolute(H) <= H_norm


REPAIRED = "repaired: the integral of (1 - t)||Hess f(gamma(t))|| times ||x_{k+1} - x_k||^2"
RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "x": (1e-3, 1e3)}
COEFFICIENTS = {f"a{i}": (-1e2, 1e2) for i in range(1, 6)} | {"x": (-10.0, 10.0), "d": (-10.0, 10.0)}

statement = Statement(
    "proof-3.7.1-taylor",
    (
        Claim(
            Relation(
                (printed.in_words("f(x_{k+1}) <= f(x_k) - h g^2 + half the mean of f'' times d^2"),),
                (member.in_words("L0 >= 16/L1^2"),),
                RANGES,
            ),
            cause="constant",
            why="Taylor's remainder weighs the Hessian with 1 - t: half its mean is too small where it falls along the step, as on x^4.",
            at=((printed, {"x": 1.0, "L0": 16.0, "L1": 1.0}, 0.903687890625),),
        ),
        Claim(
            Relation((same(weighted_mean, "f(x + d) - f(x) - f'(x) d is the integral of (1 - t) f'' d^2"),), search=COEFFICIENTS),
            REPAIRED,
            "identity, degree 5",
        ),
        Claim(
            Relation((remainder.in_words("which the norm bounds"),), (at_most_one, norm)),
            REPAIRED,
            "bound",
            why="This is Taylor's theorem with integral remainder; the descent inequality follows from it as well.",
        ),
    ),
)
