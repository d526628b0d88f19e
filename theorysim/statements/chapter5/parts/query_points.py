"""What the proofs about query points share: two neighbours x_i < x_(i+1) that are g apart, and functions that rise and fall at one rate.

Of section 5.7.6, where g > 4 delta: f rises from x_i by 2 delta, falls to the middle, rises again to x_(i+1). Of lemma 5.7.1: f_theta rises
from 0 at x_k to the middle less theta d, falls to x_(k+1) - theta d, rises to 0; d is the least distance, at most Delta/L.
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letter, letters
from theorysim.statements.chapter5.notation import RANGES, Delta, K, L, delta

g = letter("g", Positive)  # x_(i+1) - x_i
level, total = letters("level total", Nonnegative)  # f(x_i) and f(x_n), where f is 0 at the first point
apart = 4 * delta < g
near = g <= 4 * delta
few = 8 * delta * K <= Delta  # K <= Delta/(8 delta)
fall = g / 2 - 2 * delta  # from x_i + 2 delta to the middle
rise = 2 * delta - fall + fall + 2 * delta  # from x_i to x_(i+1)
middle = level + 2 * delta - fall  # f at the middle, as printed
before = level + g / 2 - fall  # f at x_(i+1) - 2 delta, where hill and valley are exchanged

theta, other = letters("theta other", Positive)
d = letter("d", Positive)  # the delta of lemma 5.7.1
small = (2 * theta < 1, d <= g, L * d <= Delta)
DRAWN = RANGES | {"g": (1e-9, 1e9), "level": (0, 1e6), "total": (0, 1e6), "theta": (1e-3, 0.5), "other": (1e-3, 0.5), "d": (1e-9, 1e9)}
