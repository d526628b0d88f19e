"""Within a step of min{1/L1, 1} the gradient grows by at most a factor 4, beyond L0/L1: |f'(x+)| <= 4 (L0/L1 + |f'(x)|).

In one variable the extremal profile solves u' = L0 + L1 u, so u(s) = (u_0 + L0/L1) e^(L1 s) - L0/L1; t stands for L1 s <= 1.
For any profile Gronwall's inequality leaves u + L0/L1 <= e (u_0 + L0/L1).
"""

from theorysim.domains import Unit
from theorysim.letters import equals, letter
from theorysim.maths import exp
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1
from theorysim.statements.chapter3.proof_lemma_3_7_1_gronwall import c as c_any
from theorysim.statements.chapter3.proof_lemma_3_7_1_gronwall import gronwall, u, u0

t = letter("t", Unit)

c = L0 / L1
profile = (u0 + c) * exp(t) - c
extremal = (profile <= 4 * (c + u0)).in_words("the extremal profile")
solves = equals(L1 * (u0 + c) * exp(t), L0 + L1 * profile)  # d/ds of the profile is L1 d/dt
grown = u <= 4 * (c_any + u0)
RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12)}

statement = Statement(
    "lemma-3.7.1",
    Claim(
        Relation((extremal,), search=RANGES),
        part="extremal",
        at=((extremal, {"t": 0, "u0": 1, "L0": 2, "L1": 1}, 1),),
    ),
    Claim(Relation((solves.in_words("u' = L0 + L1 u"),)), part="the profile is extremal"),
    Claim(Relation((grown,), (gronwall,)), part="any profile"),
)
