"""Polynomials of degree at least 3 are (L0, L1)-smooth and not L-smooth. With L1 = 1; L0 is written out.

Printed is a sum up to d >= 3 with any coefficients: the leading one may be 0.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Denial, Exists, Relation, Statement, at_most, less

A, L = letters("A L", Positive)
a1, a2, a3, x = letters("a1 a2 a3 x", Real)
K = letter("K", Nonnegative)
P, Q, r = letters("P Q r", AtLeastOne)

COEFFICIENTS = {f"a{i}": (-1e3, 1e3) for i in range(1, 9)}


def cubic_is_smooth(x: Real, a1: Real, a2: Real, a3: Real):
    A, B, C = absolute(a3), absolute(a2), absolute(a1)
    L0 = (B + 3 * A) * (B + 3 * A) / (3 * A) + C + 2 * B
    return absolute(2 * a2 + 6 * a3 * x), L0 + absolute(a1 + 2 * a2 * x + 3 * a3 * x * x)


def square(x: Real, a2: Real, a3: Real):
    A, B = absolute(a3), absolute(a2)
    way = 3 * A * absolute(x) - B - 3 * A
    return 0, way * way


leads = 0 < a3 * a3
low_degree_is_smooth = absolute(2 * a2) <= 1 + 2 * absolute(a2) + absolute(a1 + 2 * a2 * x)


# Any degree d >= 3, at |x| = r: A = d |a_d| leads |f'|, K sums the absolute values of the other coefficients of f' and of all of f''.
# P is max{1, r}^(d-2), and Q = R^(d-2) with R = 1 + K/A. Then |f''| <= K P, and |f'| >= A r^(d-1) - K r^(d-2) where r >= 1.


near_is_smooth = K * P <= K * Q  # Where r <= R: |f''| <= K P <= K Q = L0.
within = P <= Q
far_is_smooth = K * P <= A * r * P  # Where r >= R, |f''| <= |f'|: K' P <= A r P - K'' P, with K = K' + K''.
beyond = 1 + K / A <= r


def passes_in_degree_d(P: AtLeastOne, L: Positive, E: Positive, K: Nonnegative):
    """|f''| >= E r^(d-2) - K r^(d-3) at r = 1 + (L + K)/E, with P = r^(d-3) and E = d (d-1) |a_d|: it passes L."""
    r = 1 + (L + K) / E
    return L, P * (E * r - K)


def passes(L: Positive, a2: Real, a3: Real):
    x = (L + 1 + 2 * absolute(a2)) / (6 * absolute(a3))
    return L, absolute(2 * a2 + 6 * a3 * x)


no_leading = equals(a3, 0)
large_enough = 2 * absolute(a2) <= L
stays = absolute(2 * a2 + 6 * a3 * x) <= L


REPAIRED = "repaired: of degree d >= 3, so that a_d is not 0"
WHERE = Denial((no_leading.in_words("a3 = 0"), large_enough.in_words("2|a2| <= L")), (((), stays.in_words("|f''(x)| <= L for every x")),))

statement = Statement(
    "lemma-3.2.1",
    (
        Claim(
            Relation((at_most(cubic_is_smooth, "d = 3"),), (leads.in_words("a3 != 0"),), COEFFICIENTS, (at_most(square),)),
            part="d=3 smooth",
            at=((cubic_is_smooth, (1.0, 0.0, 0.0, 1.0), 6.0),),
        ),
        Claim(Relation((low_degree_is_smooth.in_words("degree at most 2"),)), part="lower degree smooth"),
        Claim(
            Exists((less(passes, "somewhere L < |f''(x)|"),), denials=(WHERE,), search=COEFFICIENTS),
            part="not L-smooth",
            cause="hypothesis",
            why="The sum may have leading coefficient 0, and is then L-smooth: x^2 with d = 3.",
        ),
        Claim(
            Relation((at_most(cubic_is_smooth, "d = 3"),), (leads.in_words("a3 != 0"),), COEFFICIENTS, (at_most(square),)),
            REPAIRED,
            "d=3 smooth",
        ),
        Claim(
            Exists((less(passes, "somewhere L < |f''(x)|"),), (leads.in_words("a3 != 0"),), search=COEFFICIENTS),
            REPAIRED,
            "not L-smooth",
            why="With a_d != 0 the second derivative is a polynomial of degree d - 2 >= 1, so unbounded.",
        ),
        Claim(Relation((near_is_smooth.in_words("|f''| <= K R^(d-2)"),), (within,)), REPAIRED, "any d, |x| <= R"),
        Claim(Relation((far_is_smooth.in_words("|f''| <= |f'|"),), (beyond,)), REPAIRED, "any d, |x| >= R"),
        Claim(Exists((less(passes_in_degree_d, "somewhere L < |f''(x)|"),)), REPAIRED, "any d, not L-smooth"),
    ),
)
