"""Polynomials of degree at least 3 are (L0, L1)-smooth and not L-smooth. With L1 = 1; L0 is written out.

Printed is a sum up to d >= 3 with any coefficients: the leading one may be 0.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.maths import absolute, maximum, power
from theorysim.model import Claim, Denial, Exists, Relation, Statement, at_most, less, same

COEFFICIENTS = {f"a{i}": (-1e3, 1e3) for i in range(1, 9)}


def cubic_is_smooth(x: Real, a1: Real, a2: Real, a3: Real):
    A, B, C = absolute(a3), absolute(a2), absolute(a1)
    L0 = (B + 3 * A) * (B + 3 * A) / (3 * A) + C + 2 * B
    return absolute(2 * a2 + 6 * a3 * x), L0 + absolute(a1 + 2 * a2 * x + 3 * a3 * x * x)


def square(x: Real, a2: Real, a3: Real):
    A, B = absolute(a3), absolute(a2)
    way = 3 * A * absolute(x) - B - 3 * A
    return 0, way * way


def leads(a3: Real):
    return 0, a3 * a3


def low_degree_is_smooth(x: Real, a1: Real, a2: Real):
    return absolute(2 * a2), 1 + 2 * absolute(a2) + absolute(a1 + 2 * a2 * x)


def quartic_tail(r: Nonnegative, A: Positive, K: Nonnegative):
    """Bound |f''| - |f'| of a quartic at |x| = r: K sums the lower coefficients of both, A leads."""
    R = 1 + K / (4 * A)
    return K * maximum(1, r) * maximum(1, r), K * R * R + 4 * A * r * r * r


def near(r: Nonnegative, A: Positive, K: Nonnegative):
    return r, 1 + K / (4 * A)


def far(r: Nonnegative, A: Positive, K: Nonnegative):
    return 1 + K / (4 * A), r


def octic_is_smooth(x: Real, a1: Real, a2: Real, a3: Real, a4: Real, a5: Real, a6: Real, a7: Real, a8: Real):
    a = (a1, a2, a3, a4, a5, a6, a7, a8)
    A = absolute(a8)
    slope, bend, K = a1, 2 * a2, absolute(a1)
    for i in range(2, 9):
        slope = slope + i * a[i - 1] * power(x, i - 1)
        K = K + i * (i - 1) * absolute(a[i - 1])
        if i > 2:
            bend = bend + i * (i - 1) * a[i - 1] * power(x, i - 2)
        if i < 8:
            K = K + i * absolute(a[i - 1])
    return absolute(bend), K * power(1 + K / (8 * A), 6) + absolute(slope)


def octic_leads(a8: Real):
    return 0, absolute(a8)


def passes(L: Positive, a2: Real, a3: Real):
    x = (L + 1 + 2 * absolute(a2)) / (6 * absolute(a3))
    return L, absolute(2 * a2 + 6 * a3 * x)


def no_leading(a3: Real):
    return a3, 0


def large_enough(L: Positive, a2: Real):
    return 2 * absolute(a2), L


def stays(x: Real, L: Positive, a2: Real, a3: Real):
    return absolute(2 * a2 + 6 * a3 * x), L


WHERE = Denial((same(no_leading, "a3 = 0"), at_most(large_enough, "2|a2| <= L")), (((), at_most(stays, "|f''(x)| <= L for every x")),))

statement = Statement(
    "lemma-3.2.1",
    (
        Claim(
            Relation((at_most(cubic_is_smooth, "d = 3"),), (less(leads, "a3 != 0"),), COEFFICIENTS, (at_most(square),)),
            part="d=3 smooth",
            at=((cubic_is_smooth, (1.0, 0.0, 0.0, 1.0), 6.0),),
        ),
        Claim(Relation((at_most(low_degree_is_smooth, "degree at most 2"),)), part="lower degree smooth"),
        Claim(
            Exists((less(passes, "somewhere L < |f''(x)|"),), denials=(WHERE,), search=COEFFICIENTS),
            part="not L-smooth",
            cause="hypothesis",
            why="The sum may have leading coefficient 0, and is then L-smooth: x^2 with d = 3.",
        ),
        Claim(
            Relation((at_most(cubic_is_smooth, "d = 3"),), (less(leads, "a3 != 0"),), COEFFICIENTS, (at_most(square),)),
            "repaired: a_d is not 0",
            "d=3 smooth",
        ),
        Claim(
            Exists((less(passes, "somewhere L < |f''(x)|"),), (less(leads, "a3 != 0"),), search=COEFFICIENTS),
            "repaired: a_d is not 0",
            "not L-smooth",
            why="With a_d != 0 the second derivative is a polynomial of degree d - 2 >= 1, so unbounded.",
        ),
        Claim(Relation((at_most(quartic_tail, "d = 4"),), (at_most(near, "|x| <= R"),)), "repaired: a_d is not 0", "d=4 smooth, near"),
        Claim(Relation((at_most(quartic_tail, "d = 4"),), (at_most(far, "|x| >= R"),)), "repaired: a_d is not 0", "d=4 smooth, far"),
        Claim(
            Relation((at_most(octic_is_smooth, "d = 8"),), (less(octic_leads, "a8 != 0"),), COEFFICIENTS),
            "repaired: a_d is not 0",
            "d=8 smooth",
        ),
    ),
)
