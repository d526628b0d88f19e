"""Each descent lowers f by more than epsilon delta/4, which happens at most T = 4 Delta/(epsilon delta) times: some search is not broken.

So many as n descents leave n epsilon delta/4 < Delta, strictly: n < T. Where T is whole, of T searches one is not broken. Where it is
not, the loop over t = 1, ..., T has floor(T) searches, and each of them may be: ceil(T) are meant.
"""

from theorysim.domains import Count, PositiveCount
from theorysim.letters import equals, letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES, Delta, delta, epsilon
from theorysim.statements.chapter5.parts.search_round import M

n = letter("n", Count)  # descents
rounds = letter("rounds", PositiveCount)  # how many t the loop over t = 1, ..., T has
T = 4 * Delta / (epsilon * delta)
falls = epsilon * delta / 4 < delta * M / 4
within = n * epsilon * delta / 4 < Delta  # of n descents together, each more than epsilon delta/4; n = 0 too, as Delta > 0
one_left = n + 1 <= rounds
FLOOR = (rounds <= T, T < rounds + 1)
DRAWN = RANGES | {"M": (1e-6, 1e6), "n": (0, 1000), "rounds": (1, 1000)}

statement = Statement(
    "text-5.4-descents",
    Claim(Relation((falls,), (epsilon < M,), DRAWN), part="what a descent gains"),
    Claim(Relation((n < T,), (within,), DRAWN), part="at most T"),
    Claim(
        Relation((one_left,), (within, *FLOOR), DRAWN),
        part="one is not broken",
        cause="hypothesis",
        charity=(equals(T, rounds),),
        why="T need not be whole: the loop then has floor(T) searches, and f has room for so many descents.",
        at=((one_left, {"n": 1, "rounds": 1}, 2),),
    ),
    Claim(
        Relation((n < rounds,), (within, T <= rounds), DRAWN),
        "repaired: t = 1, ..., ceil(T)",
        "one is not broken",
        why="Of ceil(T) searches at least one is not broken.",
    ),
)
