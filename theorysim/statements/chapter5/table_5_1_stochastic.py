"""Stochastic rates: smooth O(epsilon^-2) and O(epsilon^-4), Lipschitz O(epsilon^-2) and O(epsilon^-4 delta^-1) but for logarithms.

All else is fixed; convex is measured by f - f*, non-convex by the gradient, here after n steps. Convex: `convex_rates`, where E|g|^2 is
bounded, as it is for a Lipschitz f, and where it is at most 2 L (f - f*) + sigma^2, as for a smooth one, from n = 4 on; 1/sqrt(n). Smooth
and non-convex is SGD of table-4.1-standard, n^(-1/4) in the gradient. Lipschitz and non-convex is Theorem 5.5.1: its T, where G delta <= 8
Delta, that is for all small delta.
"""

from theorysim.model import Claim, Known, Order, Statement
from theorysim.statements.chapter4.parts.sgd_rates import SMOOTH, w
from theorysim.statements.chapter5.parts.convex_rates import LIPSCHITZ, r
from theorysim.statements.chapter5.parts.convex_rates import SMOOTH as CONVEX
from theorysim.statements.chapter5.theorem_5_5_1_rate import IN_ORDER

statement = Statement(
    "table-5.1-stochastic",
    Claim(Order(1 / r, "O", ceiling=Known(2 / r, CONVEX), search={"r": (1, 1e6)}), part="convex, smooth"),
    Claim(Order(1 / r, "O", ceiling=Known(1 / r, LIPSCHITZ), search={"r": (1, 1e6)}), part="convex, Lipschitz"),
    Claim(
        Order(1 / w, "O", ceiling=Known(2 / w, SMOOTH), search={"w": (1, 178)}), part="non-convex, smooth", at=((2 / w, {"w": 4}, 1 / 2),)
    ),
    Claim(IN_ORDER, part="non-convex, Lipschitz"),
)
