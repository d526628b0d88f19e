"""Combining the count with F = 2 Delta + 5 epsilon/4 is said to give theorem 3.4.2: its expression in F is the count in Delta."""

from theorysim.letters import equals
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import Delta, M, epsilon
from theorysim.statements.chapter3.parts.fixed_steps import L1, RANGES
from theorysim.statements.chapter3.theorem_3_4_2 import complexity

count = Delta * L1 * M / (4 * epsilon**2 * (log(M) + 1))
gap = 2 * Delta + 5 * epsilon / 4
printed = equals(complexity(gap, epsilon, L1, M), count)
repaired = equals(L1 * M * (gap - 5 * epsilon / 4) / (8 * epsilon**2 * (log(M) + 1)), count)

statement = Statement(
    "proof-3.7.2-conclusion",
    Claim(
        Relation((printed,), search=RANGES),
        cause="constant",
        why="Delta = (f(x_0) - f* - 5 epsilon/4)/2: the count is L1 M (f(x_0) - f* - 5 epsilon/4)/(8 epsilon^2 (log M + 1)).",
        at=((printed, {"Delta": 5 / 8, "epsilon": 1, "L1": 1, "M": 1}, 15 / 64),),
    ),
    Claim(
        Relation((repaired,), search=RANGES),
        "repaired: 5 epsilon/4 in place of 5 epsilon/8",
        why="Exact. (The theorem's own 5 epsilon/8 is within what the second function takes; see theorem-3.4.2.)",
    ),
)
