"""The set S of the points within 1 of the sublevel set of the start; 1 may be replaced by any fixed positive constant r.

With radius r a step may be at most min{r, 1/L1} long: eta_c = 1/(10 L0), gamma eta_c = m = min{r, 1/(10 L1)}. Then, as in the proof of
theorem 3.4.1, h <= 1/(5 L0 + 4 L1 g), a step gains h g^2/2 at least, and T <= 20 L0 F/epsilon^2 + 20 max{1/(100 r^2), L1^2} F/L0.
"""

from itertools import product

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, maximum, minimum
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.model import Claim, Executed, Exists, Relation, Statement
from theorysim.objectives.cubic import cubic
from theorysim.objectives.exponential import exponential
from theorysim.objectives.quadratic import quadratic
from theorysim.statements.chapter3.notation import L0, L1, F, epsilon, g, x
from theorysim.statements.chapter3.notation import RANGES as PRINTED_RANGES
from theorysim.statements.chapter3.parts.clipped_steps import eta_c
from theorysim.statements.chapter3.parts.clipped_steps import gamma as printed_gamma

m, r, w, x0 = letters("m r w x0", Positive)
a = letter("x0", Real)  # a start of any sign
T = letter("T", Nonnegative)
y = letter("y", Real)

RANGES = {**PRINTED_RANGES, "r": (1e-3, 1e3), "m": (1e-13, 1e3), "w": (1e-12, 1e24)}

# --- the set: x has a point y of the sublevel set within r ------------------------------------------------------------------

nearest = minimum(maximum(x, -x0), x0).named("nearest")  # the point of [-x0, x0] that is nearest to x
near = absolute(x - nearest) <= r
lowest = minimum(x, a)
two_wells = (1 - 1) ** 2 < (y**2 - 1) ** 2  # of x0 = 1, where (x^2 - 1)^2 is least: the sublevel set is {-1, 1}
SET = (
    Claim(
        Exists(((quadratic.value(nearest, 1) <= quadratic.value(x0, 1)).in_words("f(y) <= f(x0)"), near), (absolute(x) <= x0 + r,)),
        part="x^2/2, inside",
        at=((near, {"x": 3.0, "x0": 2.0, "r": 1.0}, 1.0),),
    ),
    Claim(
        Relation(
            ((quadratic.value(x0, 1) < quadratic.value(y, 1)).in_words("f(x0) < f(y)"),), (absolute(x - y) <= r, x0 + r < absolute(x))
        ),
        part="x^2/2, outside",
    ),
    Claim(
        Exists(((cubic.value(lowest) <= cubic.value(a)).in_words("f(y) <= f(x0)"), absolute(x - lowest) <= r), (x <= a + r,)),
        part="x^3: all up to x0 + r",
    ),
    Claim(
        Relation((two_wells.in_words("f(x0) < f(y): the point 0 between them is not in S"),), (absolute(0 - y) <= r, r < 1)),
        part="two wells: S may be in pieces",
        at=((two_wells, {"y": 0.5}, 0.0),),
    ),
)

# --- theorem 3.4.1 with radius r --------------------------------------------------------------------------------------------


def gamma(L0, L1, r):
    return minimum(r / eta_c(L0), 1 / (10 * L1 * eta_c(L0)))


def weight(L1, r):
    return maximum(1 / (100 * r**2), L1**2)


def bound(F, epsilon, L0, w):
    return 20 * L0 * F / epsilon**2 + 20 * w * F / L0


def in_time(r, epsilon, one, own, L0, L1):
    step, x, steps = clipped_gradient_descent.stages[0], 2.0, 0
    most = bound(one.value(x, own) - one.minimum(own), epsilon, L0, weight(L1, r))
    while abs(g := one.gradient(x, own)) > epsilon and steps <= most:
        x, steps = step(x, g, abs(g), eta_c(L0), gamma(L0, L1, r)), steps + 1
    return steps <= most


def runs():
    """Clipped gradient descent with radius r on parabolas and on the exponential, counted against the bound."""
    instances = ((quadratic, 1.0, 1.0, 0.125), (quadratic, 16.0, 16.0, 4.0), (exponential, 2.0, 2.0, 2.0))
    counts = [in_time(*own, *one) for *own, one in product((1 / 1024, 1 / 16, 1.0, 16.0, 1024.0), (0.5, 1 / 64), instances)]
    return sum(counts), len(counts)


h = minimum(eta_c(L0), gamma(L0, L1, r) * eta_c(L0) / g).named("h")
length = (h * g <= minimum(r, 1 / L1)).in_words("the whole step lies within r, and within 1/L1, of the sublevel set")
short = minimum(r, 1 / (10 * L1))  # m
least = epsilon**2 / (20 * L0)
shorter = equals(1 / (100 * short**2), weight(L1, r))
gains = minimum(5 * L0 * m**2, least) <= minimum(eta_c(L0), m / g) * g**2 / 2
counted = T <= bound(F, epsilon, L0, w)
summed = T * minimum(L0 / (20 * w), least) <= F  # 5 L0 m^2 = L0/(20 w)

statement = Statement(
    "eq-3.3",
    *SET,
    Claim(Relation((equals(gamma(L0, L1, 1), printed_gamma(L0, L1)).in_words("r = 1 is the printed gamma"),)), part="any r: gamma"),
    Claim(
        Relation((length, h <= 1 / (5 * L0 + 4 * L1 * g)), search=RANGES),
        part="any r: the step",
        at=((length, {"g": 1.0, "L0": 1.0, "L1": 1.0, "r": 1.0}, 0.1),),
    ),
    Claim(Relation((shorter,), search=RANGES), part="any r: m", at=((shorter, {"L1": 2.0, "r": 0.25}, 4.0),)),
    Claim(Relation((gains,), (epsilon <= g,), RANGES), part="any r: what a step gains"),
    Claim(Relation((counted,), (summed,), RANGES), part="any r: how many steps", second=(Executed((runs,)),)),
    Claim(Relation((weight(L1, r) <= maximum(1, L1**2),), (1 <= r,), search=RANGES), part="any r >= 1: no more than is printed"),
)
