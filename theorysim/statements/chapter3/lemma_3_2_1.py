"""A polynomial sum of a_i x^i up to d >= 3 is (L0, L1)-smooth for some L0 and L1, and not L-smooth.

Printed is a sum with any coefficients: the leading one may be 0. L1 = 1 is enough; L0 is written out.
Of any degree d >= 3, at |x| = r: A = d |a_d| leads |f'|, K sums the absolute values of the other coefficients of f' and of all of f''. P is
max{1, r}^(d-2), and Q = R^(d-2) with R = 1 + K/A. Then |f''| <= K P, and |f'| >= A r^(d-1) - K r^(d-2) where r >= 1: within R and beyond
it |f''| <= L0 + |f'| with L0 = K Q. Last, |f''| >= E r^(d-2) - K r^(d-3) with E = d (d-1) |a_d| passes every L at r = 1 + (L + K)/E.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Denial, Exists, Relation, Statement
from theorysim.statements.chapter3.notation import L, x

a1, a2, a3 = letters("a1 a2 a3", Real)
COEFFICIENTS = {f"a{i}": (-1e3, 1e3) for i in range(1, 9)}

# --- of degree 3 ------------------------------------------------------------------------------------------------------------


def curvature(x):
    return 2 * a2 + 6 * a3 * x


c1, c2, c3 = absolute(a1), absolute(a2), absolute(a3)
leads = (0 < a3 * a3).in_words("a3 != 0")
L0 = ((c2 + 3 * c3) ** 2 / (3 * c3) + c1 + 2 * c2).named("L0")
smooth = absolute(curvature(x)) <= L0 + absolute(a1 + 2 * a2 * x + 3 * a3 * x**2)
CUBIC = Relation((smooth,), (leads,), COEFFICIENTS, (0 <= (3 * c3 * absolute(x) - c2 - 3 * c3) ** 2,))
low_degree = absolute(2 * a2) <= 1 + 2 * c2 + absolute(a1 + 2 * a2 * x)
passes = (L < absolute(curvature(((L + 1 + 2 * c2) / (6 * c3)).named("x_far")))).in_words("somewhere L < |f''(x)|")
never = Denial((equals(a3, 0), 2 * c2 <= L), (((), (absolute(curvature(x)) <= L).in_words("|f''(x)| <= L for every x")),))

# --- of any degree d >= 3 ---------------------------------------------------------------------------------------------------

A, E = letters("A E", Positive)
K = letter("K", Nonnegative)
P, Q, r = letters("P Q r", AtLeastOne)

near = (K * P <= K * Q).in_words("where r <= R, |f''| <= K P <= K R^(d-2) = L0")
far = (K * P <= A * r * P).in_words("|f''| <= |f'|: K' P <= A r P - K'' P, with K = K' + K''")
# at r = 1 + (L + K)/E, with P = r^(d-3)
passes_in_degree_d = (L < P * (E * (1 + (L + K) / E).named("r") - K)).in_words("somewhere L < |f''(x)|")

REPAIRED = "repaired: of degree d >= 3, so that a_d is not 0"

statement = Statement(
    "lemma-3.2.1",
    Claim(CUBIC, part="d=3 smooth", at=((smooth, {"x": 1.0, "a1": 0.0, "a2": 0.0, "a3": 1.0}, 6.0),)),
    Claim(Relation((low_degree,)), part="lower degree smooth"),
    Claim(
        Exists((passes,), denials=(never,), search=COEFFICIENTS),
        part="not L-smooth",
        charity=(leads,),
        cause="hypothesis",
        why="The sum may have leading coefficient 0, and is then L-smooth: x^2 with d = 3.",
    ),
    Claim(CUBIC, REPAIRED, "d=3 smooth"),
    Claim(
        Exists((passes,), (leads,), search=COEFFICIENTS),
        REPAIRED,
        "not L-smooth",
        why="With a_d != 0 the second derivative is a polynomial of degree d - 2 >= 1, so unbounded.",
    ),
    Claim(Relation((near,), (P <= Q,)), REPAIRED, "any d, |x| <= R"),
    Claim(Relation((far,), (1 + K / A <= r,)), REPAIRED, "any d, |x| >= R"),
    Claim(Exists((passes_in_degree_d,)), REPAIRED, "any d, not L-smooth"),
)
