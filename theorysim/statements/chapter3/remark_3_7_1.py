"""The 1 in lemma 3.7.1 comes from S: where Assumption 3.3.3 holds everywhere, x+ may be any distance s up to 1/L1; t stands for L1 s.

That the 1 is needed where the assumption holds on S alone: f(x) = x^2/2 + (2/L1) max{0, x - 2}^3 from 1, where S = [-2, 2].
"""

from theorysim.domains import Real
from theorysim.letters import letter
from theorysim.maths import absolute, where
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.lemma_3_7_1 import RANGES, extremal, grown, t
from theorysim.statements.chapter3.notation import L1, x
from theorysim.statements.chapter3.proof_lemma_3_7_1_gronwall import gronwall

t_any = letter("t", Real)

beyond_one = (L1 < t).in_words("s > 1")

# on the exponential, from x/L1 to (x + t)/L1, where the rate is L1 = L0


def rate(x):
    return absolute(exponential.gradient(x / L1, L1))


on_exponential = rate(x + t_any) <= 4 * (1 + rate(x))

# on S alone


def value(x):
    return x**2 / 2 + where(x > 2, 2 / L1 * (x - 2) ** 3, 0)


def slope(x):
    return x + where(x > 2, 6 / L1 * (x - 2) ** 2, 0)


curvature = 1 + where(x > 2, 12 / L1 * (x - 2), 0)
smooth_on_S = absolute(curvature) <= 1 + L1 * absolute(slope(x))
above = value(1) < value(x)
at_three = 4 * (1 / L1 + slope(1)) < slope(3)

statement = Statement(
    "remark-3.7.1",
    Claim(
        Relation((extremal,), search=RANGES),
        part="extremal",
        second=(Relation((on_exponential,), (absolute(t_any) <= 1,), {"x": (-20.0, 20.0), "t": (-1.0, 1.0)}),),
        at=((extremal, {"t": 0, "u0": 1, "L0": 2, "L1": 1}, 1),),
    ),
    Claim(Relation((extremal,), (beyond_one,), {"L0": (1e-3, 1e6), "L1": (1e-6, 1.0)}), part="beyond 1"),
    Claim(Relation((grown,), (gronwall,)), part="any profile"),
    Claim(
        Relation((smooth_on_S.in_words("(1, L1)-smooth on S = [-2, 2]"),), (absolute(x) <= 2,)),
        part="on S alone: smooth",
        at=((smooth_on_S, {"x": 3, "L1": 1}, 13), (above, {"x": 3, "L1": 1}, 0.5)),
    ),
    Claim(Relation((above.in_words("f > f(1) outside [-1, 1]"),), (1 < absolute(x),)), part="on S alone: S"),
    Claim(Relation((at_three,), ((L1 <= 1 / 2).in_words("3 lies within 1/L1 of 1"),)), part="on S alone: grows"),
)
