"""E|f'(x_k)| >= (1/2) (L lambda/152) E[|f_d'(x_k/lambda)| given prog_1(x_k) < d] >= epsilon, for k <= (d - 1)/(2p).

The event has probability at least 1/2 (text-4.7.7-half), and L lambda/152 is 2 epsilon. It is printed at x_k, where item 5 of lemma 4.7.9
asks for prog_1(x_k/lambda) < d: read is that prog_0(x_k) < d, which is the same at both points and makes the gradient of f_d at least 1.
"""

from theorysim.domains import Nonnegative, Unit
from theorysim.letters import equals, letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import L, epsilon
from theorysim.statements.chapter4.parts.chain_in_hand import CHAIN
from theorysim.statements.chapter4.parts.scaled_chain import UNITS, scale

early = letter("early", Unit)  # the probability of the event
there, elsewhere = letter("there", Nonnegative), letter("elsewhere", Nonnegative)  # the mean of |f_d'| on the event, and off it
DRAWN = UNITS | {"early": (0, 1), "there": (1e-3, 1e3), "elsewhere": (1e-3, 1e3)}

whole = 2 * epsilon * (early * there + (1 - early) * elsewhere)
half = L * scale / 152 / 2 * there
units = equals(L * scale / 152, 2 * epsilon)

statement = Statement(
    "text-4.7.7-gradient",
    Claim(Relation((units,), search=DRAWN), part="units", at=((units, {"L": 2, "epsilon": 3}, 6),)),
    Claim(Relation((half <= whole,), (1 <= 2 * early,), DRAWN), part="first"),
    Claim(Relation((epsilon <= half,), (1 <= there,), DRAWN), part="second"),
    instance=CHAIN,
)
