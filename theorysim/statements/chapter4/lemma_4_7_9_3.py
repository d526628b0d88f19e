"""No coordinate of f_d' is above 23: it is Psi(x_(i-1)) Phi'(x_i) + Psi'(x_i) Phi(x_(i+1)), up to signs, two products of bounded numbers.

For |x_(i-1)| and x_(i+1) the worst is taken, and 22.96 does for 23.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.parts.chain_slopes import LINE, SIZES

before, slope, rise, after = letters("before slope rise after", Nonnegative)  # Psi(|x_(i-1)|), Phi'(x_i), Psi'(|x_i|), Phi(+-x_(i+1))
BOUNDED = (1000 * before <= 2719, 100 * slope <= 165, 100 * rise <= 446, 100 * after <= 414)
coordinate = before * slope + rise * after
DRAWN = {"before": (0, 3), "slope": (0, 2), "rise": (0, 5), "after": (0, 5)}

psi, psi_slope, _, phi, phi_slope, _ = SIZES

statement = Statement(
    "lemma-4.7.9-3",
    Claim(Relation((psi, phi_slope, psi_slope, phi), search=LINE), part="ingredients"),
    Claim(
        Relation((coordinate <= 23,), BOUNDED, DRAWN, hints=(100 * coordinate <= 2296,)),
        part="a coordinate",
        at=((coordinate, {"before": 1, "slope": 2, "rise": 3, "after": 4}, 14),),
    ),
)
