"""Within a step of min{1/L1, 1} the gradient grows by at most a factor 4, beyond L0/L1.

In one variable the extremal profile solves u' = L0 + L1 u, so u(s) = (u_0 + L0/L1) e^(L1 s) - L0/L1; t stands for L1 s <= 1.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import exp
from theorysim.model import Claim, Relation, Statement

L0, L1 = letters("L0 L1", Positive)
t = letter("t", Unit)
u, u0 = letters("u u0", Nonnegative)


c = L0 / L1
extremal = (u0 + c) * exp(t) - c <= 4 * (c + u0)
solves = equals(L1 * (u0 + c) * exp(t), L0 + L1 * ((u0 + c) * exp(t) - c))  # d/ds of the profile (by the chain rule L1 d/dt) is L0 + L1 u.
grown = u <= 4 * (L0 / L1 + u0)  # What Gronwall's inequality leaves, for any profile: u + L0/L1 <= e (u_0 + L0/L1).
gronwall = u + L0 / L1 <= (u0 + L0 / L1) * exp(number(1))


statement = Statement(
    "lemma-3.7.1",
    (
        Claim(
            Relation((extremal.in_words("the extremal profile"),), search={"L0": (1e-3, 1e6), "L1": (1e-6, 1e12)}),
            part="extremal",
            second=(Relation((grown,), (gronwall,), {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12)}),),
            at=((extremal, {"t": 0.0, "u0": 1.0, "L0": 2.0, "L1": 1.0}, 1.0),),
        ),
        Claim(Relation((solves.in_words("u' = L0 + L1 u"),)), part="the profile is extremal"),
    ),
)
