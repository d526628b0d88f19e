"""Clipped gradient descent converges as O(L0 F/epsilon^2 + L1^2 F/L0), where F is f(x_0) - f*.

The remark recalls theorem 3.4.1: its class (smooth in S, whose radius is 1), its step sizes, so steps of at most
min{1, 1/(10 L1)}, and every L1 > 0. The floor is the parabola L0 x^2/2, a member with every L1, from the start whose gap is F: it has to go
from there to epsilon/L0 in such steps. The ceiling is theorem 3.4.1.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import equals, letter
from theorysim.maths import absolute, sqrt
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.model import Claim, Known, Order, Statement, count, lines
from theorysim.objectives.quadratic import quadratic
from theorysim.statements.chapter3.notation import L0, L1, RANGES, SMOOTH, F, epsilon, g, x
from theorysim.statements.chapter3.parts.clipped_steps import eta_c, gamma, h, longest
from theorysim.statements.chapter3.theorem_3_4_1 import PROOF, bound

T = letter("T", Nonnegative)

size = L0 * F / epsilon**2 + L1**2 * F / L0
start = sqrt(2 * F / L0)
floor = (start - epsilon / L0) / longest(L1)  # the way from the start to epsilon/L0, divided by the longest step

slope = quadratic.gradient(x, L0)
member = absolute(quadratic.hessian(x, L0)) <= L0 + L1 * absolute(slope)
has_gap = equals(quadratic.value(start, L0), F)
no_longer = h * g <= longest(L1)
went = start - T * longest(L1) <= x
arrived = slope <= epsilon
FLOOR = Known(floor, lines(RANGES, (member,), (has_gap,), (no_longer,), (floor <= T, went, arrived)))

steps = count(clipped_gradient_descent, over=SMOOTH, eta_c=eta_c(L0), gamma=gamma(L0, L1))
WIDE = {"L0": (1e-3, 1e-2), "L1": (1e-6, 1e-3), "epsilon": (1e-2, 1e2), "F": (1e-2, 1e6)}

statement = Statement(
    "remark-3.4.1-clipped",
    Claim(
        Order(size, "O", floor=FLOOR, search=RANGES),
        cause="hypothesis",
        why="Theorem 3.4.1 has max{1, L1^2}, not L1^2: however small L1, steps are at most 1 long, and a parabola may have far to go.",
        second=((steps <= 10 * size).within(WIDE),),
        at=((size, {"F": 2, "epsilon": 2, "L0": 4, "L1": 2}, 4), (floor, {"F": 8, "epsilon": 1, "L0": 1, "L1": 0.1}, 3)),
    ),
    Claim(
        Order(size, "O", ceiling=Known(bound, PROOF), given=(1 <= L1,), search=RANGES),
        "repaired: when L1 >= 1, as in theorem 3.4.2",
        why="Then T is at most 20 times the expression, by theorem 3.4.1. (With L1 < 1 it holds with max{1, L1^2}.)",
    ),
)
