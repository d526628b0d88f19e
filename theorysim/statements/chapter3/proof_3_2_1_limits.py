"""The proof of lemma 3.2.1: |f'/f''| tends to infinity at both ends, and f'' is unbounded.

Let f have degree m >= 2, and |x| = r >= 1. A = m |a_m| leads |f'|, K sums the absolute values of the other coefficients of f', and J
those of all coefficients of f''; P = r^(m-2). Then |f'| >= A r P - K P and |f''| <= J P, so that |f'/f''| >= B where r >= (B J + K)/A.
Below degree 2 there is no quotient: f'' = 0. Printed is a sum up to d >= 3, whose leading coefficient may be 0.
"""

from fractions import Fraction
from random import Random

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import letters
from theorysim.maths import absolute
from theorysim.model import Claim, Executed, Exists, Relation, Statement
from theorysim.statements.chapter3.lemma_3_2_1 import COEFFICIENTS, REPAIRED, leads, never, passes, passes_in_degree_d

A, B = letters("A B", Positive)
c, J, K, S, T = letters("c J K S T", Nonnegative)
P, Q, R, r = letters("P Q R r", AtLeastOne)
s, t = letters("s t", Real)

limit = (B * J * P <= A * r * P - K * P).in_words("B |f''| <= |f'|, by what the one is at most and the other at least")
LIMIT = Relation((limit,), ((B * J + K) / A <= r,))
term = (c * R <= c * R * Q).in_words("|c| r^k <= |c| r^(d-2): R = r^k, Q = r^(d-2-k)")
added = (absolute(s + t) <= S + T).in_words("one more term")
led = (S - T <= absolute(s + t)).in_words("a leading term of at least S and the rest of at most T")
one_more = absolute(t) <= T

# --- whole polynomials, of rational coefficients --------------------------------------------------------------------------

DRAWN = 24  # polynomials of each degree


def at(coefficients, x):
    value = Fraction(0)
    for c in reversed(coefficients):
        value = value * x + c
    return value


def derived(coefficients):
    return tuple(k * c for k, c in enumerate(coefficients))[1:]


def polynomial(d, seed):
    """Rational coefficients a_0, ..., a_d, of which some may be 0 and the last is not."""
    draw = Random(f"{d} {seed}")
    lower = [Fraction(draw.choice((0, *range(-99, 100))), draw.randint(1, 9)) for _ in range(d)]
    return (*lower, Fraction(draw.choice((-1, 1)) * draw.randint(1, 99), draw.randint(1, 99)))


def degree(d):
    def points():
        """|f'/f''| >= B beyond (B J + K)/A on both sides, and f'' passes L: at points of drawn polynomials."""
        held = []
        for slope in (derived(polynomial(d, seed)) for seed in range(DRAWN)):
            bent = derived(slope)
            A, K, J = abs(slope[-1]), sum(map(abs, slope[:-1])), sum(map(abs, bent))
            for B in (Fraction(1, 10), 1, 1000):
                R = max(1, (B * J + K) / A)
                held += [abs(at(slope, x)) >= B * abs(at(bent, x)) for r in (R, R + Fraction(1, 7), 50 * R) for x in (r, -r)]
                x = 1 + (B + J) / abs(bent[-1])
                held += [abs(at(bent, y)) > B for y in (x, -x)]
        return sum(held), len(held)

    return points


statement = Statement(
    "proof-3.2.1-limits",
    Claim(LIMIT, part="limits, of degree 2 and more", at=((limit, {"r": 2.0, "P": 3.0, "A": 5.0, "K": 1.0, "J": 0.5, "B": 1.0}, 1.5),)),
    Claim(
        Exists((passes,), denials=(never,), search=COEFFICIENTS),
        part="unbounded",
        charity=(leads,),
        cause="hypothesis",
        why="The sum may have leading coefficient 0: x^2 with d = 3 has f'' = 2 (and of x there is no quotient f'/f'').",
    ),
    Claim(
        Exists((passes_in_degree_d,)),
        REPAIRED,
        "unbounded",
        second=(Executed(tuple(map(degree, range(3, 9)))),),
        why="The leading terms win: |f'/f''| grows like |x|/(d - 1), and f'' is a polynomial of degree d - 2 >= 1.",
    ),
    Claim(LIMIT, REPAIRED, "limits"),
    Claim(Relation((term,)), REPAIRED, "terms, r >= 1"),
    Claim(Relation((added,), (absolute(s) <= S, one_more)), REPAIRED, "|f''| <= J P"),
    Claim(Relation((led,), (S <= absolute(s), one_more)), REPAIRED, "|f'| >= A r P - K P"),
    echo="lemma-3.2.1",
)
