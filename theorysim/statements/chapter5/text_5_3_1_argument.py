"""Where f_1 and f_2 answer alike at all queries and have no stationary point in common, one of the two is missed half of the time.

An algorithm makes x_(t+1) from what it was answered and drew, so that its law is the same for both; p_1 and p_2 are the probabilities that
it reaches a stationary point of f_1, and of f_2: by that one law, of two sets that have no point in common, for one point that is returned.
"""

from theorysim.domains import Unit
from theorysim.letters import letters
from theorysim.maths import minimum
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.objectives.resisting_values import resisting_values_at
from theorysim.statements.chapter5.lemma_5_7_1_stationary import BOTH, DIFFERENT, SEARCH, both_kinds, itself, same_kind
from theorysim.statements.chapter5.parts.games_by_hand import gradient, heavy, points_of, sub

p1, p2 = letters("p_1 p_2", Unit)
not_both = minimum(p1, p2) <= 1 / 2
DRAWN = {"p_1": (0, 1), "p_2": (0, 1)}


def trial(method, T):
    f, points = resisting_values_at(points_of(method, T)), points_of(method, T)

    def alike():
        """For theta = 1/4 and 3/8 the answers at all queries of a method are the same."""
        told = [(f.value(x, 1, 1, theta), f.gradient(x, 0, 1, 1, theta)) for theta in (0.25, 0.375) for x in points]
        same = sum(a == b for a, b in zip(told, told[len(points) :], strict=False))
        return float(same), float(T + 1)

    return alike


statement = Statement(
    "text-5.3.1-argument",
    Claim(Executed(tuple(trial(method, T) for method in (gradient, heavy, sub) for T in (1, 2, 5, 20))), part="the same answers"),
    Claim(Relation((itself,), DIFFERENT, SEARCH), part="disjoint, itself"),
    Claim(Relation((same_kind, both_kinds), BOTH, SEARCH), part="disjoint, two points"),
    Claim(Relation((not_both,), (p1 + p2 <= 1,), DRAWN), part="not both above 1/2"),
)
