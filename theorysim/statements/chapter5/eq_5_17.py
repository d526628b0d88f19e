"""From the first query point to any other f rises by at most 4 delta K, which is at most Delta/2 for K <= Delta/(8 delta).

From each point to the next it rises by 4 delta at most, and x_0, ..., x_K are K steps apart: by induction over n <= K.
"""

from theorysim.domains import Count
from theorysim.letters import letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import Delta, K, delta
from theorysim.statements.chapter5.parts.query_points import DRAWN, apart, few, g, near, rise, total

n = letter("n", Count)
so_far = total <= 4 * delta * n
far_apart = total + rise <= 4 * delta * (n + 1)
close = total + g <= 4 * delta * (n + 1)
all_of_them = total <= 4 * delta * K
half = 4 * delta * K <= Delta / 2
SEARCH = DRAWN | {"n": (0, 200)}

statement = Statement(
    "eq-5.17",
    Claim(Relation((far_apart,), (so_far, apart), SEARCH), part="one point further, apart"),
    Claim(Relation((close,), (so_far, near), SEARCH), part="one point further, near"),
    Claim(Relation((all_of_them,), (so_far, n <= K), SEARCH), part="4 delta K"),
    Claim(Relation((half,), (few,), SEARCH), part="Delta/2", at=((half, {"delta": 1, "K": 3, "Delta": 24}, 12),)),
)
