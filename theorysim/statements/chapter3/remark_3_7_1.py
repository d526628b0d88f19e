"""Lemma 3.7.1 where Assumption 3.3.3 holds everywhere: any distance s up to 1/L1, also beyond 1; t stands for L1 s.

That the 1 is needed where the assumption holds on S alone: f(x) = x^2/2 + (2/L1) max{0, x - 2}^3 from 1, where S = [-2, 2].
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.maths import absolute, exp, where
from theorysim.model import Claim, Relation, Statement, at_most, less
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.lemma_3_7_1 import extremal
from theorysim.statements.chapter3.proof_lemma_3_7_1_gronwall import gronwall

RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12)}


def on_exponential(x: Real, t: Real, L1: Positive):
    """From x/L1 to (x + t)/L1, where the rate is L1 = L0."""
    return absolute(exponential.gradient((x + t) / L1, L1)), 4 * (1 + absolute(exponential.gradient(x / L1, L1)))


def near(t: Real):
    return absolute(t), 1


def beyond_one(t: Unit, L1: Positive):
    """s > 1."""
    return L1, t


def far_grown(t: Unit, u0: Nonnegative, L0: Positive, L1: Positive):
    return (u0 + L0 / L1) * exp(t) - L0 / L1, 4 * (L0 / L1 + u0)


def grown(u: Nonnegative, u0: Nonnegative, c: Positive):
    """c is L0/L1."""
    return u, 4 * (c + u0)


def value(x, L1):
    return x * x / 2 + where(x > 2, 2 / L1 * (x - 2) * (x - 2) * (x - 2), 0)


def slope(x, L1):
    return x + where(x > 2, 6 / L1 * (x - 2) * (x - 2), 0)


def curvature(x, L1):
    return 1 + where(x > 2, 12 / L1 * (x - 2), 0)


def smooth_on_S(x: Real, L1: Positive):
    """(1, L1)-smooth."""
    return absolute(curvature(x, L1)), 1 + L1 * absolute(slope(x, L1))


def in_S(x: Real):
    return absolute(x), 2


def above(x: Real, L1: Positive):
    return value(1, L1), value(x, L1)


def outside(x: Real):
    return 1, absolute(x)


def at_three(L1: Positive):
    """At distance 2 <= 1/L1 from x = 1 the gradient is more than 4 (1/L1 + f'(1))."""
    return 4 * (1 / L1 + slope(1, L1)), slope(3, L1)


def small(L1: Positive):
    return L1, 1 / 2


statement = Statement(
    "remark-3.7.1",
    (
        Claim(
            Relation((at_most(extremal, "the extremal profile"),), search=RANGES),
            part="extremal",
            second=(Relation((at_most(on_exponential, "on the exponential"),), (at_most(near),), {"x": (-20.0, 20.0), "t": (-1.0, 1.0)}),),
            at=((extremal, (0.0, 1.0, 2.0, 1.0), 1.0),),
        ),
        Claim(
            Relation((at_most(far_grown, "the same beyond s = 1"),), (less(beyond_one, "s > 1"),), {"L0": (1e-3, 1e6), "L1": (1e-6, 1.0)}),
            part="beyond 1",
        ),
        Claim(Relation((at_most(grown, "u <= 4 (c + u_0)"),), (at_most(gronwall, "u <= (c + u_0) e^t"),)), part="any profile"),
        Claim(
            Relation((at_most(smooth_on_S, "(1, L1)-smooth on S = [-2, 2]"),), (at_most(in_S),)),
            part="on S alone: smooth",
            at=((smooth_on_S, (3.0, 1.0), 13.0), (above, (3.0, 1.0), 0.5)),
        ),
        Claim(Relation((less(above, "f > f(1) outside [-1, 1]"),), (less(outside),)), part="on S alone: S"),
        Claim(Relation((less(at_three, "|f'(3)| > 4 (L0/L1 + |f'(1)|)"),), (at_most(small, "2 <= 1/L1"),)), part="on S alone: grows"),
    ),
)
