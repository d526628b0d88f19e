"""Whatever the algorithm and T, some f in F(Delta, L) has no epsilon-stationary point among x_1, ..., x_T, for any epsilon in [0, 1).

Where L <= epsilon all points of all functions of the class are epsilon-stationary: the proof takes an epsilon below L, as any reader does.
It builds f from the points that are asked about. These are given where the algorithm is deterministic, or has finitely many outcomes, whose
points together are finitely many; where they are random otherwise, f is not chosen before, and the proof says nothing.
"""

from theorysim.domains import BelowOne, Nonnegative
from theorysim.letters import letter
from theorysim.model import Claim, Denial, Executed, Exists, Relation, Statement
from theorysim.statements.chapter5.lemma_5_7_1_construction import behind, half, inside
from theorysim.statements.chapter5.notation import L
from theorysim.statements.chapter5.parts.games_by_hand import WITH_VALUES
from theorysim.statements.chapter5.parts.query_points import DRAWN, small

epsilon = letter("epsilon", BelowOne)
longest = letter("longest", Nonnegative)  # |g| of a generalized gradient g
above = (epsilon < L).in_words("the slope L at a query is longer than epsilon")
nowhere = (longest <= epsilon).in_words("every point of every function of the class is epsilon-stationary")
SEARCH = DRAWN | {"epsilon": (0, 1), "longest": (0, 1e6)}
FAILS = Denial((L <= epsilon,), (((longest <= L,), nowhere),))
REPAIRED = "repaired: for epsilon < L, and an algorithm that has finitely many outcomes"

statement = Statement(
    "theorem-5.3.1",
    Claim(
        Exists((above,), (), (FAILS,), SEARCH),
        cause="hypothesis",
        charity=(epsilon < L,),
        why="Where L <= epsilon < 1 no gradient of the class is longer than epsilon: every point is epsilon-stationary.",
    ),
    Claim(Relation((inside, behind), small, DRAWN), REPAIRED, "the slope at a query is L", second=(Executed(WITH_VALUES),)),
    Claim(
        Relation((half,), small, DRAWN),
        REPAIRED,
        "f is in F(Delta, L)",
        second=(Executed(WITH_VALUES),),
        at=((half, {"L": 2, "theta": 1 / 4, "d": 8, "Delta": 16}, 4),),
    ),
    Claim(
        Relation((epsilon < longest,), (epsilon < L, L <= longest), SEARCH),
        REPAIRED,
        "no query is a success",
        second=(Executed(WITH_VALUES),),
        why="All points of all outcomes are query points of one f_theta, which is 0 with the slope L at each.",
    ),
)
