"""The set S around the sublevel set of the start, and any radius r > 0 in place of 1, with the constants of theorem 3.4.1 recomputed.

With radius r a step may be at most min{r, 1/L1} long: eta_c = 1/(10 L0), gamma eta_c = m = min{r, 1/(10 L1)}. Then, as in the theorem's
proof, h <= 1/(5 L0 + 4 L1 g), a step gains h g^2/2 at least, and T <= 20 L0 F/epsilon^2 + 20 max{1/(100 r^2), L1^2} F/L0.
"""

from itertools import product

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, maximum, minimum
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.model import Claim, Executed, Exists, Relation, Statement, at_most, same
from theorysim.objectives.cubic import cubic
from theorysim.objectives.exponential import exponential
from theorysim.objectives.quadratic import quadratic
from theorysim.statements.chapter3.parts.clipped_steps import RANGES as PRINTED_RANGES
from theorysim.statements.chapter3.parts.clipped_steps import eta_c
from theorysim.statements.chapter3.parts.clipped_steps import gamma as printed_gamma

epsilon, F, g, L0, L1, m, r, w, x0 = letters("epsilon F g L0 L1 m r w x0", Positive)
T = letter("T", Nonnegative)
x, y = letters("x y", Real)

RANGES = {**PRINTED_RANGES, "r": (1e-3, 1e3), "m": (1e-13, 1e3), "w": (1e-12, 1e24)}

# --- the set: x has a point y of the sublevel set within r ------------------------------------------------------------------


within = absolute(x - y) <= r


def nearest(x, x0):
    """The point of [-x0, x0] that is nearest to x."""
    return minimum(maximum(x, -x0), x0)


parabola_low = quadratic.value(nearest(x, x0), 1) <= quadratic.value(x0, 1)
parabola_near = absolute(x - nearest(x, x0)) <= r
inside = absolute(x) <= x0 + r
parabola_high = quadratic.value(x0, 1) < quadratic.value(y, 1)
outside = x0 + r < absolute(x)


def cubic_low(x: Real, x0: Real):
    return cubic.value(minimum(x, x0)), cubic.value(x0)


def cubic_near(x: Real, x0: Real, r: Positive):
    return absolute(x - minimum(x, x0)), r


def not_beyond(x: Real, x0: Real, r: Positive):
    return x, x0 + r


def two_wells(x):
    return (x * x - 1) * (x * x - 1)


# Of x0 = 1, where (x^2 - 1)^2 is least: the sublevel set is {-1, 1}, and with r < 1 the point 0 between them is not in S.
between_wells = two_wells(1) < two_wells(y)
of_zero = absolute(0 - y) <= r
narrow = r < 1


# --- theorem 3.4.1 with radius r --------------------------------------------------------------------------------------------


def gamma(L0, L1, r):
    return minimum(r / eta_c(L0), 1 / (10 * L1 * eta_c(L0)))


def h(g, L0, L1, r):
    return minimum(eta_c(L0), gamma(L0, L1, r) * eta_c(L0) / g)


at_one = equals(gamma(L0, L1, 1), printed_gamma(L0, L1))
length = h(g, L0, L1, r) * g <= minimum(r, 1 / L1)  # The whole step lies within r, and within 1/L1, of a point of the sublevel set.
descends = h(g, L0, L1, r) <= 1 / (5 * L0 + 4 * L1 * g)


def weight(L1, r):
    return maximum(1 / (100 * r * r), L1 * L1)


def shorter(L1: Positive, r: Positive):
    """1/(100 m^2) = w = max{1/(100 r^2), L1^2}."""
    m = minimum(r, 1 / (10 * L1))
    return 1 / (100 * m * m), weight(L1, r)


# A step gains 5 L0 m^2 or epsilon^2/(20 L0).
gains = minimum(5 * L0 * m * m, epsilon * epsilon / (20 * L0)) <= minimum(eta_c(L0), m / g) * g * g / 2
above = epsilon <= g


def bound(F, epsilon, L0, w):
    return 20 * L0 * F / (epsilon * epsilon) + 20 * w * F / L0


counted = T <= bound(F, epsilon, L0, w)
summed = T * minimum(L0 / (20 * w), epsilon * epsilon / (20 * L0)) <= F  # 5 L0 m^2 = L0/(20 w).
no_worse = weight(L1, 1) <= maximum(1, L1 * L1)  # At r = 1 the weight is at most the printed one.


def runs():
    """Clipped gradient descent with radius r on parabolas and on the exponential, counted against the bound."""
    step, counts = clipped_gradient_descent.stages[0], []
    instances = ((quadratic, 1.0, 1.0, 0.125), (quadratic, 16.0, 16.0, 4.0), (exponential, 2.0, 2.0, 2.0))
    for r, (one, own, L0, L1), epsilon in product((1 / 1024, 1 / 16, 1.0, 16.0, 1024.0), instances, (0.5, 1 / 64)):
        x, steps, most = 2.0, 0, bound(one.value(2.0, own) - one.minimum(own), epsilon, L0, weight(L1, r))
        while abs(g := one.gradient(x, own)) > epsilon and steps <= most:
            x, steps = step(x, g, abs(g), eta_c(L0), gamma(L0, L1, r)), steps + 1
        counts.append(steps <= most)
    return sum(counts), len(counts)


statement = Statement(
    "eq-3.3",
    (
        Claim(
            Exists((parabola_low.in_words("f(y) <= f(x0)"), parabola_near.in_words("|x - y| <= r")), (inside,)),
            part="x^2/2, inside",
            at=((parabola_near, {"x": 3.0, "x0": 2.0, "r": 1.0}, 1.0),),
        ),
        Claim(Relation((parabola_high.in_words("f(x0) < f(y)"),), (within, outside)), part="x^2/2, outside"),
        Claim(Exists((at_most(cubic_low, "f(y) <= f(x0)"), at_most(cubic_near)), (at_most(not_beyond),)), part="x^3: all up to x0 + r"),
        Claim(
            Relation((between_wells.in_words("f(x0) < f(y)"),), (of_zero, narrow)),
            part="two wells: S may be in pieces",
            at=((between_wells, {"y": 0.5}, 0.0),),
        ),
        Claim(Relation((at_one.in_words("r = 1 is the printed gamma"),)), part="any r: gamma"),
        Claim(
            Relation((length.in_words("h g <= min{r, 1/L1}"), descends.in_words("h <= 1/(5 L0 + 4 L1 g)")), search=RANGES),
            part="any r: the step",
            at=((length, {"g": 1.0, "L0": 1.0, "L1": 1.0, "r": 1.0}, 0.1),),
        ),
        Claim(
            Relation((same(shorter, "1/(100 m^2) = max{1/(100 r^2), L1^2}"),), search=RANGES),
            part="any r: m",
            at=((shorter, (2.0, 0.25), 4.0),),
        ),
        Claim(
            Relation((gains.in_words("min{5 L0 m^2, epsilon^2/(20 L0)} <= h g^2/2"),), (above,), RANGES),
            part="any r: what a step gains",
        ),
        Claim(
            Relation((counted.in_words("T <= the bound"),), (summed,), RANGES),
            part="any r: how many steps",
            second=(Executed((runs,)),),
        ),
        Claim(Relation((no_worse.in_words("max{1/100, L1^2} <= max{1, L1^2}"),), search=RANGES), part="r = 1"),
    ),
)
