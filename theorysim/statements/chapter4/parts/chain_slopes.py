"""How large Psi, Phi and their derivatives are: the ingredients of the chain f_d, as it is shipped.

With t = 2 x - 1 > 0: Psi = e exp(-1/t^2), Psi' = 4 e exp(-1/t^2)/t^3, Psi'' = 8 e exp(-1/t^2) (2/t^6 - 3/t^4); all are 0 for x <= 1/2.
Balls show them on [-40, 40]; beyond it Psi' and Psi'' are below 1/1000, as 1/t^3 says, and Phi' and Phi'' only fall.
"""

from theorysim.domains import Real
from theorysim.maths import absolute, e, flat
from theorysim.model import at_most
from theorysim.objectives.chain import Phi, Psi, dPhi, dPsi

LINE = {"x": (-40, 40)}


def ddPsi(x):
    return 8 * e * (2 * flat(2 * x - 1, 6) - 3 * flat(2 * x - 1, 4))


def psi(x: Real):
    return 1000 * Psi(x), 2719


def psi_slope(x: Real):
    return 100 * dPsi(x), 446


def psi_curvature(x: Real):
    return 10 * absolute(ddPsi(x)), 325


def phi(x: Real):
    return 100 * Phi(x), 414


def phi_slope(x: Real):
    return 100 * dPhi(x), 165


def phi_curvature(x: Real):
    return 1000 * absolute(x) * dPhi(x), 1001


SIZES = (
    at_most(psi, "Psi <= 2.719"),
    at_most(psi_slope, "Psi' <= 4.46"),
    at_most(psi_curvature, "|Psi''| <= 32.5"),
    at_most(phi, "Phi <= 4.14"),
    at_most(phi_slope, "Phi' <= 1.65"),
    at_most(phi_curvature, "|Phi''| <= 1.001"),
)
