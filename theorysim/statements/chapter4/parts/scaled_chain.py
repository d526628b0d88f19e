"""The chain in the units of section 4.7.7: f(x) = L lambda^2/152 f_d(x/lambda), lambda = 304 epsilon/L, and its oracle.

room is Delta L/(7296 epsilon^2); d, its whole part, is the number of coordinates, with d <= room < d + 1. `above` is G - 4 sqrt(Delta L).
"""

from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.maths import power
from theorysim.statements.chapter4.notation import RANGES, L, alpha, d, epsilon

Delta, room, above = letters("Delta room above", Positive)
scale = 304 * epsilon / L
UNITS = RANGES | {"Delta": (1e-9, 1e9), "epsilon": (1e-9, 1e3), "room": (1, 1e6), "above": (1e-3, 1e6)}
WHOLE_PART = (d <= room, room < d + 1)

ratio = 5000 * epsilon / above
printed_p = power(ratio, alpha)
