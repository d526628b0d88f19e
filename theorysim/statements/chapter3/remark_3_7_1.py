"""Lemma 3.7.1 where Assumption 3.3.3 holds everywhere: any distance s up to 1/L1, also beyond 1; t stands for L1 s.

That the 1 is needed where the assumption holds on S alone: f(x) = x^2/2 + (2/L1) max{0, x - 2}^3 from 1, where S = [-2, 2].
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import letters
from theorysim.maths import absolute, exp, where
from theorysim.model import Claim, Relation, Statement, at_most, less
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.lemma_3_7_1 import extremal
from theorysim.statements.chapter3.proof_lemma_3_7_1_gronwall import gronwall

c, L1 = letters("c L1", Positive)
t, x = letters("t x", Real)
u, u0 = letters("u u0", Nonnegative)

RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12)}


# From x/L1 to (x + t)/L1, where the rate is L1 = L0.
on_exponential = absolute(exponential.gradient((x + t) / L1, L1)) <= 4 * (1 + absolute(exponential.gradient(x / L1, L1)))
near = absolute(t) <= 1


def beyond_one(t: Unit, L1: Positive):
    """s > 1."""
    return L1, t


def far_grown(t: Unit, u0: Nonnegative, L0: Positive, L1: Positive):
    return (u0 + L0 / L1) * exp(t) - L0 / L1, 4 * (L0 / L1 + u0)


grown = u <= 4 * (c + u0)  # c is L0/L1.


def value(x, L1):
    return x * x / 2 + where(x > 2, 2 / L1 * (x - 2) * (x - 2) * (x - 2), 0)


def slope(x, L1):
    return x + where(x > 2, 6 / L1 * (x - 2) * (x - 2), 0)


def curvature(x, L1):
    return 1 + where(x > 2, 12 / L1 * (x - 2), 0)


smooth_on_S = absolute(curvature(x, L1)) <= 1 + L1 * absolute(slope(x, L1))  # (1, L1)-smooth.
in_S = absolute(x) <= 2
above = value(1, L1) < value(x, L1)
outside = 1 < absolute(x)
at_three = 4 * (1 / L1 + slope(1, L1)) < slope(3, L1)  # At distance 2 <= 1/L1 from x = 1 the gradient is more than 4 (1/L1 + f'(1)).
small = L1 <= 1 / 2


statement = Statement(
    "remark-3.7.1",
    (
        Claim(
            Relation((extremal.in_words("the extremal profile"),), search=RANGES),
            part="extremal",
            second=(Relation((on_exponential.in_words("on the exponential"),), (near,), {"x": (-20.0, 20.0), "t": (-1.0, 1.0)}),),
            at=((extremal, {"t": 0.0, "u0": 1.0, "L0": 2.0, "L1": 1.0}, 1.0),),
        ),
        Claim(
            Relation((at_most(far_grown, "the same beyond s = 1"),), (less(beyond_one, "s > 1"),), {"L0": (1e-3, 1e6), "L1": (1e-6, 1.0)}),
            part="beyond 1",
        ),
        Claim(Relation((grown.in_words("u <= 4 (c + u_0)"),), (gronwall.in_words("u <= (c + u_0) e^t"),)), part="any profile"),
        Claim(
            Relation((smooth_on_S.in_words("(1, L1)-smooth on S = [-2, 2]"),), (in_S,)),
            part="on S alone: smooth",
            at=((smooth_on_S, {"x": 3.0, "L1": 1.0}, 13.0), (above, {"x": 3.0, "L1": 1.0}, 0.5)),
        ),
        Claim(Relation((above.in_words("f > f(1) outside [-1, 1]"),), (outside,)), part="on S alone: S"),
        Claim(Relation((at_three.in_words("|f'(3)| > 4 (L0/L1 + |f'(1)|)"),), (small.in_words("2 <= 1/L1"),)), part="on S alone: grows"),
    ),
)
