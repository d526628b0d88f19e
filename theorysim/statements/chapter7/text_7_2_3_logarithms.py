"""Can the logarithmic factors be removed from our bounds? Yes, where success has the chance of 2/3 that (5.4) asks.

With online gradient descent (parts/online_steps.py) T = 37 (G + sigma)^2/epsilon^2 (6 Delta/(delta epsilon) + 1) calls are enough, where
G^2 = L^2 + sigma^2 and epsilon <= G: O(G^2 Delta/(epsilon^3 delta)), without noise and with it, where epsilon delta <= 6 Delta. Theorem
5.4.1 has a logarithm of 1/gamma besides, for a chance of 1 - gamma; of that nothing is said here.
"""

from theorysim.model import Claim, Known, Order, Statement
from theorysim.statements.chapter5.notation import Delta, delta, epsilon, sigma
from theorysim.statements.chapter7.parts.online_steps import LINES, SIZES, SMALL, G, most

size = G**2 * Delta / (epsilon**3 * delta)

statement = Statement(
    "text-7.2.3-logarithms",
    Claim(
        Order(size, "O", ceiling=Known(most, LINES), given=(SMALL, sigma <= G, epsilon * delta <= 6 * Delta), search=SIZES),
        part="no logarithm",
        at=((size, {"G": 2, "Delta": 1, "epsilon": 1, "delta": 1}, 4),),
    ),
)
