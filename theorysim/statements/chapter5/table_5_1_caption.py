"""For nonconvex and nonsmooth problems, finding an epsilon-stationary point is intractable, "see Theorem 5.5.2".

That it is, for every epsilon < L, is Theorem 5.3.1: whatever the algorithm that has finitely many outcomes and T, some function of the
class has no epsilon-stationary point among its first T. Theorem 5.5.2, which is cited, says it of deterministic algorithms that see no
values, by delta to 0: for each T there is a delta for which Delta/(8 delta) is more (text-5.5-implication, where what fails of that
theorem is judged).
"""

from theorysim.model import Claim, Executed, Exists, Relation, Statement
from theorysim.statements.chapter5.lemma_5_7_1_construction import behind, half, inside
from theorysim.statements.chapter5.notation import L
from theorysim.statements.chapter5.parts.games_by_hand import WITH_VALUES
from theorysim.statements.chapter5.parts.query_points import DRAWN, small
from theorysim.statements.chapter5.text_5_5_implication import DRAWN as OF_DELTA
from theorysim.statements.chapter5.text_5_5_implication import beyond
from theorysim.statements.chapter5.theorem_5_3_1 import SEARCH, epsilon, longest

statement = Statement(
    "table-5.1-caption",
    Claim(
        Relation((inside, behind), small, DRAWN), part="finitely many outcomes: the slope at a query is L", second=(Executed(WITH_VALUES),)
    ),
    Claim(
        Relation((half,), small, DRAWN),
        part="finitely many outcomes: f is in F(Delta, L)",
        at=((half, {"L": 2, "theta": 1 / 4, "d": 8, "Delta": 16}, 4),),
    ),
    Claim(Relation((epsilon < longest,), (epsilon < L, L <= longest), SEARCH), part="finitely many outcomes: no query is a success"),
    Claim(Exists((beyond,), search=OF_DELTA), part="the citation: beyond every T"),
)
