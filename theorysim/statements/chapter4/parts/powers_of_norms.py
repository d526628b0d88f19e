"""Sums of powers of coordinates against powers of their norm, coordinate by coordinate: then they hold for any number of coordinates.

The norm Z after one coordinate more, of size y, has Z^2 = Y^2 + y^2, and Z^alpha <= Y^alpha + y^alpha. With M the root of the mean of the
squares, y^alpha <= M^alpha + (alpha/2) M^(alpha - 2) (y^2 - M^2): over d coordinates the last terms sum to 0.
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import equals, letters
from theorysim.statements.chapter4.notation import RANGES, alpha

y, Y = letters("y Y", Nonnegative)
Z, M = letters("Z M", Positive)
NORMS = RANGES | {name: (1e-3, 1e3) for name in ("y", "Y", "Z", "M")}

one_more = equals(Z**2, Y**2 + y**2)
step = Z**alpha <= Y**alpha + y**alpha
OF_STEP = (y <= Z, Y <= Z)
tangent = y**alpha <= M**alpha + alpha / 2 * M ** (alpha - 2) * (y**2 - M**2)
OF_TANGENT = (0 <= (y - M) ** 2,)
