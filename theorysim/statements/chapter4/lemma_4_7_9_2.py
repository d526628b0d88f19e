"""f_d is 152-smooth, whatever d: the Hessian has three entries in a row, and the sum of their sizes is below 152 (Gershgorin).

Up to signs they are Psi'(x_(i-1)) Phi'(x_i), then Psi(x_(i-1)) Phi''(x_i) + Psi''(x_i) Phi(x_(i+1)), then Psi'(x_i) Phi'(x_(i+1)). Phi' and
Phi'' enter by their sizes, since one of Psi(x), Psi(-x) is 0.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.parts.chain_slopes import LINE, SIZES

psi, psi_slope, psi_curvature, phi, phi_slope, phi_curvature = letters("psi psi_1 psi_2 phi phi_1 phi_2", Nonnegative)
rise, slope = letters("rise slope", Nonnegative)  # Psi'(|x_i|) and Phi'(x_(i+1)); psi_1 and phi_1 are one coordinate before
BOUNDED = (1000 * psi <= 2719, 100 * psi_slope <= 446, 10 * psi_curvature <= 325, 100 * phi <= 414)
FLAT = (100 * phi_slope <= 165, 1000 * phi_curvature <= 1001, 100 * rise <= 446, 100 * slope <= 165)
DRAWN = {"psi": (0, 3), "psi_1": (0, 5), "psi_2": (0, 33), "phi": (0, 5), "phi_1": (0, 2), "phi_2": (0, 2), "rise": (0, 5), "slope": (0, 2)}
row = psi_slope * phi_slope + (psi * phi_curvature + psi_curvature * phi) + rise * slope

statement = Statement(
    "lemma-4.7.9-2",
    Claim(Relation(SIZES, search=LINE), part="ingredients"),
    Claim(
        Relation((row <= 152,), (*BOUNDED, *FLAT), DRAWN),
        part="a row of the Hessian",
        at=((row, {"psi_1": 2, "phi_1": 3, "psi": 1, "phi_2": 5, "psi_2": 4, "phi": 2, "rise": 1, "slope": 2}, 21),),
    ),
)
