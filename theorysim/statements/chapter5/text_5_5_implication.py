"""Theorem 5.5.2 is said to imply theorem 5.3.1: the complexity must be at least the limit of Delta/(8 delta), which is infinite.

An epsilon-stationary point is (delta, epsilon)-stationary for any delta > 0: `there` is the least length of a gradient at it, `near` that
of a convex combination of gradients within delta of it. But theorem 5.5.2 is about algorithms that see no values, and those of 5.3.1 do;
and it fails for algorithms that draw, of which 5.3.1 speaks too.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter5.notation import Delta, K, T, delta, epsilon
from theorysim.statements.chapter5.theorem_5_5_2 import PLAYED, SEARCH, bound, ceiling, theorem

there, near = letters("there near", Nonnegative)
also = near <= epsilon
beyond = (T < Delta / (8 * (Delta / (8 * (T + 1))))).in_words("for delta = Delta/(8 (T + 1))")
DRAWN = SEARCH | {"there": (0, 1), "near": (0, 1)}
REPAIRED = "repaired: for deterministic algorithms that see no values"

statement = Statement(
    "text-5.5-implication",
    Claim(Relation((also,), (near <= there, there <= epsilon), DRAWN), part="stationary for any delta"),
    Claim(Exists((beyond,), search=DRAWN), part="the limit"),
    Claim(
        Relation((ceiling,), (8 * Delta <= 2**20 * delta,), SEARCH),
        part="the complexity",
        cause="hypothesis",
        why="An echo of theorem-5.5.2, which fails for algorithms that draw; and it says nothing of algorithms that see values.",
        at=((bound, {"Delta": 16, "delta": 1}, 2),),
    ),
    Claim(Relation((also,), (near <= there, there <= epsilon), DRAWN), REPAIRED, "stationary for any delta"),
    Claim(Exists((beyond,), search=DRAWN), REPAIRED, "the limit"),
    Claim(
        Relation((theorem,), (Delta <= 8 * delta * (K + 1), K + 1 <= T), SEARCH),
        REPAIRED,
        "the complexity",
        second=PLAYED,
        why="For these theorem-5.5.2 holds for each delta, so that no T does for all.",
    ),
    echo="theorem-5.5.2",
)
