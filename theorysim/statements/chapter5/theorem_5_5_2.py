"""An algorithm that sees generalized gradients alone is said to need Delta/(8 delta) steps, for L = 1 and any epsilon in (0, 1).

Algorithms may draw, and (5.4) asks for a success with probability 2/3. In one dimension one that draws needs few steps, here for epsilon =
1/2. It asks along d = 1, so that it is shown f' at almost every point. Between x_0 - 4 Delta and x_0 the mean slope is at most 1/4, for f
falls by at most Delta: a uniform point has a slope of 1/2 or more with probability at most 5/6, and so on the other side, of -1/2 or less.
Ten points on a side miss with probability 1/6. Else one is a success, or there are a < b with slopes of -1/2 or less and 1/2 or more, at
most 8 Delta apart; halved 20 times they are within delta of each other, and 0 is between two gradients within delta of a. With x_0 that
makes 41 points, where 8 Delta <= 2^20 delta.
"""

from theorysim.domains import Nonnegative, Real, Unit
from theorysim.letters import letter, letters, number
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.eq_5_18 import whole
from theorysim.statements.chapter5.notation import Delta, K, T, delta, epsilon
from theorysim.statements.chapter5.parts.games_by_hand import WITHOUT
from theorysim.statements.chapter5.parts.query_points import DRAWN, few, total
from theorysim.statements.chapter5.proof_5_7_6_shift import apart, middle, unshifted

bound = Delta / (8 * delta)
theorem = bound <= T
share, left, right = letters("share left right", Unit)  # of points with a slope of 1/2 or more; that ten miss on a side
mean = letter("mean", Real)
width, slope = letters("width slope", Nonnegative)
markov = share <= number(5) / 6
ten = (number(5) / 6) ** 10 <= number(1) / 6
both = left + right <= number(1) / 3
halved = width <= 2**20 * delta
ceiling = (bound <= 41).in_words("at most the points that the algorithm takes")
twice = (4 * delta * (2 * K - 1) + 2 * delta <= Delta).in_words("2 K points: K queries, and x_1, ..., x_K, of which x_1 is the start")
missed = (epsilon < slope).in_words("the slope within delta of a query is longer than epsilon")
SEARCH = DRAWN | {"share": (0, 1), "left": (0, 1), "right": (0, 1), "mean": (-1, 1), "width": (0, 1e6), "slope": (0, 1), "T": (1, 10**6)}
REPAIRED = "repaired: for deterministic algorithms, where 8 delta <= Delta"
PLAYED = (Executed(WITHOUT),)

statement = Statement(
    "theorem-5.5.2",
    Claim(Relation((markov,), (share / 2 - (1 - share) <= mean, mean <= 1 / 4), SEARCH), part="random: a slope of 1/2"),
    Claim(Relation((ten, both), (6 * left <= 1, 6 * right <= 1), SEARCH), part="random: ten points on each side"),
    Claim(Relation((halved,), (width <= 8 * Delta, 8 * Delta <= 2**20 * delta), SEARCH), part="random: 20 halvings"),
    Claim(
        Relation((ceiling,), (8 * Delta <= 2**20 * delta,), SEARCH),
        part="random: 41 points",
        cause="hypothesis",
        why="In one dimension an algorithm that draws 20 points and halves an interval 20 times succeeds with probability 2/3, for "
        "epsilon = 1/2. The proof builds its functions around queries that are known, as those of a deterministic algorithm are.",
        at=((bound, {"Delta": 16, "delta": 1}, 2),),
    ),
    Claim(Relation((whole,), (total <= 4 * delta * K, few), DRAWN), REPAIRED, "f is in F(Delta, 1)", second=PLAYED),
    Claim(Relation((twice,), (few,), DRAWN), REPAIRED, "with the points that are reached", second=PLAYED),
    Claim(Relation((unshifted, middle), (apart,), DRAWN), REPAIRED, "no stationary point is within delta of a query", second=PLAYED),
    Claim(Relation((missed,), (epsilon < 1, 1 <= slope), SEARCH), REPAIRED, "no query is a success", second=PLAYED),
    Claim(
        Relation((theorem,), (Delta <= 8 * delta * (K + 1), K + 1 <= T), SEARCH),
        REPAIRED,
        "more than K steps",
        second=PLAYED,
        why="K is the whole part of Delta/(8 delta): none of x_1, ..., x_K is a success, on the function with hill and valley exchanged.",
    ),
)
