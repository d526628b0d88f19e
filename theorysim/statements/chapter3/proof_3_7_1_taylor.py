"""The Taylor step: f(x_{k+1}) <= f(x_k) - h g^2 + |x_{k+1} - x_k|^2/2 times the mean of the Hessian along the step.

The remainder weighs the Hessian with 1 - t, so early curvature counts twice. On a convex function of one variable half the mean is
the trapezoid rule, |d| |f'(x + d) - f'(x)|/2.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1
from theorysim.statements.chapter3.notation import x as x_any
from theorysim.statements.chapter3.parts.clipped_steps import step_size

a1, a2, a3, a4, a5, d, H = letters("a1 a2 a3 a4 a5 d H", Real)
H_norm, t = letters("H_norm t", Nonnegative)
x = letter("x", Positive)


def quartic(x):
    return x**4


def quartic_slope(x):
    return 4 * x**3


# one clipped step on x^4 from x > 0

slope = quartic_slope(x)
moved = step_size(slope, L0, L1) * slope
half_mean = moved * absolute(quartic_slope(x - moved) - slope) / 2
printed = quartic(x - moved) <= quartic(x) - moved * slope + half_mean
member = (16 / L1**2 <= L0).in_words("x^4 is (L0, L1)-smooth: L0 >= 16/L1^2, definition 3.2.1")

# f of degree 5, in one variable: the integral is by Boole's rule, which is exact to that degree


def f(y):
    return y * (a1 + y * (a2 + y * (a3 + y * (a4 + y * a5))))


def df(y):
    return a1 + y * (2 * a2 + y * (3 * a3 + y * (4 * a4 + y * 5 * a5)))


def weighted(t):
    y = x_any + t * d
    return (1 - t) * (2 * a2 + y * (6 * a3 + y * (12 * a4 + y * 20 * a5))) * d**2


integral = (7 * weighted(0) + 32 * weighted(0.25) + 12 * weighted(0.5) + 32 * weighted(0.75) + 7 * weighted(1)) / 90
with_remainder = equals(f(x_any + d) - f(x_any) - df(x_any) * d, integral).in_words("the integral of (1 - t) f''(x + t d) d^2")

remainder = ((1 - t) * H * d**2 <= (1 - t) * H_norm * d**2).in_words("which the norm bounds")
at_most_one = t <= 1
norm = absolute(H) <= H_norm

REPAIRED = "repaired: the integral of (1 - t)||Hess f(gamma(t))|| times ||x_{k+1} - x_k||^2"
RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "x": (1e-3, 1e3)}
COEFFICIENTS = {f"a{i}": (-1e2, 1e2) for i in range(1, 6)} | {"x": (-10.0, 10.0), "d": (-10.0, 10.0)}

statement = Statement(
    "proof-3.7.1-taylor",
    Claim(
        Relation((printed.in_words("f(x_{k+1}) <= f(x_k) - h g^2 + half the mean of f'' times d^2"),), (member,), RANGES),
        cause="constant",
        why="Taylor's remainder weighs the Hessian with 1 - t: half its mean is too small where it falls along the step, as on x^4.",
        at=((printed, {"x": 1, "L0": 16, "L1": 1}, 0.903687890625),),
    ),
    Claim(Relation((with_remainder,), search=COEFFICIENTS), REPAIRED, "identity, degree 5"),
    Claim(
        Relation((remainder,), (at_most_one, norm)),
        REPAIRED,
        "bound",
        why="This is Taylor's theorem with integral remainder; the descent inequality follows from it as well.",
    ),
)
