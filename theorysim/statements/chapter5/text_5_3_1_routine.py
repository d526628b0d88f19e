"""Repeat a finite-time algorithm with delta_k decreasing, 1/k say: any accumulation point is epsilon-stationary with high probability.

Of points that are (delta_k, epsilon)-stationary this is true. The ball around x_k lies in one of radius delta_k + |x_k - x| around an
accumulation point x, and by Lemma 5.3.2 the sets there end within every e of the generalized gradient at x, whose least norm is so at
most epsilon + e. But to find is, in (5.4), to find with some probability 1 - gamma below 1, 2/3 say. As printed only delta changes from
run to run: then n runs all succeed with probability (1 - gamma)^n, from any run on, which goes to 0. So with probability 1 infinitely
many fail, and where a run that fails returns one fixed point, that point is an accumulation point, stationary or not. Chances gamma_k
that sum up to gamma mend it: all runs succeed with probability at least 1 - gamma. (Theorem 5.4.1 pays a logarithm for a small gamma_k.)
"""

from theorysim.domains import Nonnegative, PositiveCount, Probability, Unit
from theorysim.letters import letter, letters
from theorysim.maths import power
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES, epsilon

gamma = letter("gamma", Probability)  # that a run fails
n = letter("n", PositiveCount)  # runs
way, apart, delta_k, radius, nearest, g, e = letters("way apart delta_k radius nearest g e", Nonnegative)

in_the_ball = way <= radius  # from x to a point within delta_k of x_k
stationary = nearest <= epsilon + e
all_succeed = 1 - gamma <= power(1 - gamma, n)

P, s, gamma_k = letters("P s gamma_k", Unit)  # all runs so far succeed, the sum of their gamma_k, the next one
one_more = 1 - (s + gamma_k) <= P * (1 - gamma_k)
DRAWN = RANGES | {name: (0, 1e3) for name in ("way", "apart", "delta_k", "radius", "nearest", "g", "e")}
DRAWN |= {"gamma": (1e-3, 0.999), "n": (1, 1000)}
BALL = Relation((in_the_ball,), (way <= delta_k + apart, delta_k + apart <= radius), DRAWN)
LIMIT = Relation((stationary,), (nearest <= g + e, g <= epsilon), DRAWN)
REPAIRED = "repaired: with gamma_k that sum up to gamma"

statement = Statement(
    "text-5.3.1-routine",
    Claim(BALL, part="the ball"),
    Claim(LIMIT, part="the limit"),
    Claim(
        Relation((all_succeed,), search=DRAWN),
        part="with high probability",
        cause="hypothesis",
        why="Runs that fail with a fixed probability fail infinitely often, and what they return accumulates, too.",
        at=((all_succeed, {"gamma": 1 / 4, "n": 2}, 3 / 4),),
    ),
    Claim(BALL, REPAIRED, "the ball"),
    Claim(LIMIT, REPAIRED, "the limit"),
    Claim(Relation((one_more,), (1 - s <= P,), DRAWN), REPAIRED, "one run more"),
)
