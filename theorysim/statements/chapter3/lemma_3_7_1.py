"""Within a step of min{1/L1, 1} the gradient grows by at most a factor 4, beyond L0/L1.

In one variable the extremal profile solves u' = L0 + L1 u, so u(s) = (u_0 + L0/L1) e^(L1 s) - L0/L1; t stands for L1 s <= 1.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.maths import exp
from theorysim.model import Claim, Relation, Statement, at_most, same


def extremal(t: Unit, u0: Nonnegative, L0: Positive, L1: Positive):
    c = L0 / L1
    return (u0 + c) * exp(t) - c, 4 * (c + u0)


def solves(t: Unit, u0: Nonnegative, L0: Positive, L1: Positive):
    """d/ds of the profile (by the chain rule L1 d/dt) is L0 + L1 u."""
    c = L0 / L1
    return L1 * (u0 + c) * exp(t), L0 + L1 * ((u0 + c) * exp(t) - c)


def grown(u0: Nonnegative, u: Nonnegative, L0: Positive, L1: Positive):
    """What Gronwall's inequality leaves, for any profile: u + L0/L1 <= e (u_0 + L0/L1)."""
    return u, 4 * (L0 / L1 + u0)


def gronwall(u0: Nonnegative, u: Nonnegative, L0: Positive, L1: Positive):
    return u + L0 / L1, (u0 + L0 / L1) * exp(1)


statement = Statement(
    "lemma-3.7.1",
    (
        Claim(
            Relation((at_most(extremal, "the extremal profile"),), search={"L0": (1e-3, 1e6), "L1": (1e-6, 1e12)}),
            part="extremal",
            second=(Relation((at_most(grown),), (at_most(gronwall),), {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12)}),),
            at=((extremal, (0.0, 1.0, 2.0, 1.0), 1.0),),
        ),
        Claim(Relation((same(solves, "u' = L0 + L1 u"),)), part="the profile is extremal"),
    ),
)
