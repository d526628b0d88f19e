"""For every alpha >= 2, too, no algorithm is below a constant times 1/k: the noise of two coins that are nearly fair is bounded.

On [0, 1/2] let g be x - 1/2 with probability p, else x: its mean is x - p/2, that of (x - b)^2/2 with b = p/2, and |g| <= 1/2, so that
every moment is at most 1. With p = 1/2 and p = 1/2 + 1/(4 sqrt(k)) the two b are 1/(8 sqrt(k)) apart.
"""

from theorysim.letters import number
from theorysim.maths import sqrt
from theorysim.model import Coins, doubt
from theorysim.statements.chapter4.notation import k

apart = 1 / (4 * sqrt(k))
standard = 1 / (1024 * k) <= (apart / 2) ** 2 * doubt / 2
LOWER = Coins((standard,), (1 / 2 + apart, number(1) / 2), k, search={"k": (1, 2000)})  # Omega(1/k), with the constant 1/1024
