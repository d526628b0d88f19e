"""Repeat a finite-time algorithm with delta_k decreasing, 1/k say: any accumulation point is epsilon-stationary with high probability.

Of points that are (delta_k, epsilon)-stationary this is true. The ball around x_k lies in one of radius delta_k + |x_k - x| around an
accumulation point x, and by Lemma 5.3.2 the sets there end within every e of the generalized gradient at x, whose least norm is so at most
epsilon + e. But to find is, in (5.4), to find with some probability 1 - gamma below 1, 2/3 say. As printed only delta changes from run to
run: then n runs all succeed, from any run on, with probability P = (1 - gamma)^n, which is at most 1/(1 + gamma n), one run after the
other. A chance c that from some run on all succeed is at most that for every n: none is. So with probability 1 infinitely many fail, and
where a run that fails returns one fixed point (5, of |x|), that point is an accumulation point, stationary or not. Chances gamma_k that
sum up to gamma mend it: all runs succeed with probability at least 1 - gamma. (Theorem 5.4.1 pays a logarithm for a small gamma_k.)
"""

from theorysim.domains import Nonnegative, Positive, Probability, Unit
from theorysim.letters import letter, letters
from theorysim.model import Claim, Denial, Exists, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES, epsilon

gamma = letter("gamma", Probability)  # that a run fails
c = letter("c", Positive)  # the chance that from some run on all succeed
way, apart, delta_k, radius, nearest, g, e = letters("way apart delta_k radius nearest g e", Nonnegative)

in_the_ball = way <= radius  # from x to a point within delta_k of x_k
stationary = nearest <= epsilon + e


def in_time(c):
    """Return c (1 + gamma n) after n = 1/(gamma c) runs."""
    return c * (1 + gamma * (1 / (gamma * c)))


some_chance = (in_time(gamma) <= 1).in_words("the chance c, say gamma, is at most 1/(1 + gamma n) for n = 1/(gamma c)")
never = 1 < in_time(c)

P, s, gamma_k = letters("P s gamma_k", Unit)  # all runs so far succeed, the sum of their gamma_k, the next one
after = letter("after", Nonnegative)  # gamma n
bernoulli = P * (1 - gamma) * (1 + (after + gamma)) <= 1
one_more = 1 - (s + gamma_k) <= P * (1 - gamma_k)
DRAWN = RANGES | {name: (0, 1e3) for name in ("way", "apart", "delta_k", "radius", "nearest", "g", "e")}
DRAWN |= {"gamma": (1e-3, 0.999), "c": (1e-3, 1), "after": (0, 1e3)}
BALL = Relation((in_the_ball,), (way <= delta_k + apart, delta_k + apart <= radius), DRAWN)
LIMIT = Relation((stationary,), (nearest <= g + e, g <= epsilon), DRAWN)
REPAIRED = "repaired: with gamma_k that sum up to gamma"

statement = Statement(
    "text-5.3.1-routine",
    Claim(BALL, part="the ball"),
    Claim(LIMIT, part="the limit"),
    Claim(Relation((bernoulli,), (P * (1 + after) <= 1,), DRAWN), part="n runs"),
    Claim(
        Exists((some_chance,), denials=(Denial((gamma < 1,), (((), never),)),), search=DRAWN),
        part="with high probability",
        cause="hypothesis",
        why="Runs that fail with a fixed probability fail infinitely often, and what they return accumulates, too.",
        at=((in_time(c), {"gamma": 1 / 4, "c": 1 / 2}, 3 / 2),),
    ),
    Claim(BALL, REPAIRED, "the ball"),
    Claim(LIMIT, REPAIRED, "the limit"),
    Claim(Relation((one_more,), (1 - s <= P,), DRAWN), REPAIRED, "one run more"),
)
