"""Clipped coordinate by coordinate at B_i k^(1/alpha), bias and mean square are bounded as with |B|_2 in place of G.

Each coordinate has a squared bias of at most B_i^2 u/k and a mean square of at most B_i^2 u, u = k^((2 - alpha)/alpha). X and Y are the
sums of the squared biases and of the B_i^2, and Z that of the mean squares, so far; `one`, B and `part` those of one coordinate more.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.model import Relation
from theorysim.statements.chapter4.notation import RANGES, B, k
from theorysim.statements.chapter4.parts.strong_steps import v

X, Y, Z, one, part = letters("X Y Z one part", Nonnegative)
u = k**v
DRAWN = RANGES | {name: (1e-3, 1e3) for name in ("X", "Y", "Z", "one", "part")} | {"v": (0, 0.98)}
biases = k * (X + one) <= (Y + B**2) * u
squares = Z + part <= (Y + B**2) * u

COORDINATES = (
    (Relation((biases,), (k * X <= Y * u, k * one <= B**2 * u), DRAWN), "biases, one coordinate more"),
    (Relation((squares,), (Z <= Y * u, part <= B**2 * u), DRAWN), "squares, one coordinate more"),
)
