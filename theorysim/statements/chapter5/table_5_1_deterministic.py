"""Deterministic rates: smooth O(epsilon^-0.5) and O(epsilon^-2), Lipschitz O(epsilon^-2) and O(epsilon^-3 delta^-1) but for logarithms.

Convex is measured by f - f*: the accelerated method is 2 L R^2/(k + 1)^2 above f* after k steps, subgradients 1/sqrt(n) (`convex_rates`).
Non-convex by the gradient: gradient descent takes 2 L Delta/epsilon^2 steps, INGD the calls of Theorem 5.4.1 as mended, T (K + 1) (1 +
ell/log(16)) with T and K rounded up and ell = log(T/gamma) >= 1: a constant times Delta L^2 ell/(epsilon^3 delta) where epsilon <= L and
epsilon delta <= 4 Delta, that is for all small ones.
"""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.smooth import smooth
from theorysim.domains import AtLeastOne, Count, Positive
from theorysim.letters import letter, letters, number
from theorysim.maths import log
from theorysim.methods.fista import fista
from theorysim.model import Claim, Known, Order, Statement, after, lines
from theorysim.quantities.gap import gap
from theorysim.statements.chapter5.notation import Delta, L, delta, epsilon
from theorysim.statements.chapter5.parts.convex_rates import LIPSCHITZ, r
from theorysim.statements.chapter5.parts.search_budget import K_of, T_of, base

calls, T, K, g = letters("calls T K g", Positive)
R = letter("R", Positive)  # |x_0 - x*|
k = letter("k", Count)
ell = letter("ell", AtLeastOne)
size = Delta * L**2 * ell / (epsilon**3 * delta)
SMALL = (epsilon <= L, epsilon * delta <= 4 * Delta)
DRAWN = {name: (1e-3, 1e3) for name in ("Delta", "L", "epsilon", "delta", "calls", "T", "K", "g")} | {"ell": (1, 30), "base": (2, 4)}
rounded = (T <= 2 * T_of, K + 1 <= 50 * L**2 / epsilon**2)
product = T * (K + 1) <= 100 * T_of * L**2 / epsilon**2
in_all = calls <= 800 * size
CEILING = lines(
    DRAWN,
    (rounded[0], T <= T_of + 1, SMALL[1]),
    (rounded[1], K <= K_of + 1, SMALL[0]),
    (product, *rounded),
    (1 + ell / base <= 2 * ell, 1 <= base),
    (number(1) <= log(number(16)),),
    (in_all, calls <= T * (K + 1) * (2 * ell), product),
)
ACCELERATED = (after(gap, fista, over=(convex, smooth), eta=1 / L) <= 2 * L * R**2 / (k + 1) ** 2).within({"L": (1e-3, 1e3)})
slow = L * Delta / epsilon**2
falls = epsilon**2 / (2 * L) <= g**2 / (2 * L)  # what a step of 1/L gains, by (5.6), before |f'| <= epsilon
DESCENT = lines(DRAWN, (falls, epsilon <= g), (calls <= 2 * slow, calls * epsilon**2 / (2 * L) <= Delta))

statement = Statement(
    "table-5.1-deterministic",
    Claim(ACCELERATED, part="convex, smooth"),
    Claim(Order(slow, "O", ceiling=Known(2 * slow, DESCENT), search=DRAWN), part="non-convex, smooth"),
    Claim(Order(1 / r, "O", ceiling=Known(1 / r, LIPSCHITZ), search={"r": (1, 1e6)}), part="convex, Lipschitz"),
    Claim(
        Order(size, "O", ceiling=Known(800 * size, CEILING), given=SMALL, search=DRAWN),
        part="non-convex, Lipschitz",
        at=((size, {"Delta": 1, "L": 2, "ell": 3, "epsilon": 1, "delta": 4}, 3),),
    ),
    Claim(CEILING[2], part="non-convex, Lipschitz: T (K + 1)"),
)
