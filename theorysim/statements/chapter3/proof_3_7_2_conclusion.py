"""Eliminating Delta from the count and the gap, against the expression of theorem 3.4.2."""

from theorysim.domains import AboveOne, AtLeastOne, Positive
from theorysim.letters import equals, letter, letters
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.fixed_steps import RANGES

Delta, epsilon = letters("Delta epsilon", Positive)
L1 = letter("L1", AtLeastOne)
M = letter("M", AboveOne)


def count(Delta, epsilon, L1, M):
    return Delta * L1 * M / (4 * epsilon * epsilon * (log(M) + 1))


def gap(Delta, epsilon):
    return 2 * Delta + 5 * epsilon / 4


printed = equals(L1 * M * (gap(Delta, epsilon) - 5 * epsilon / 8) / (8 * epsilon * epsilon * (log(M) + 1)), count(Delta, epsilon, L1, M))
repaired = equals(L1 * M * (gap(Delta, epsilon) - 5 * epsilon / 4) / (8 * epsilon * epsilon * (log(M) + 1)), count(Delta, epsilon, L1, M))


statement = Statement(
    "proof-3.7.2-conclusion",
    (
        Claim(
            Relation((printed.in_words("the expression with 5 epsilon/8 is the count"),), search=RANGES),
            cause="constant",
            why="Delta = (f(x_0) - f* - 5 epsilon/4)/2: the count is L1 M (f(x_0) - f* - 5 epsilon/4)/(8 epsilon^2 (log M + 1)).",
            at=((printed, {"Delta": 5.0 / 8, "epsilon": 1.0, "L1": 1.0, "M": 1.0}, 15.0 / 64),),
        ),
        Claim(
            Relation((repaired.in_words("the expression with 5 epsilon/4 is the count"),), search=RANGES),
            "repaired: 5 epsilon/4 in place of 5 epsilon/8",
            why="Exact. (The theorem's own 5 epsilon/8 is within what the second function takes; see theorem-3.4.2.)",
        ),
    ),
)
