"""INGD: while |m| > epsilon the point x - delta m/|m| is taken if f is lower there by delta |m|/4, else m is averaged on.

Line 3 asks for |m_(t,K)| before line 4 sets any m: whether the search of x_1 begins depends on a number that is set nowhere. Line 11 stands
after the break of line 10, so that no step would ever be taken; the other order is meant, and that t goes on by one, not by one in line 2
and one in line 11. K is a whole number. The shipped method does what is mended: one step is one call, of the last m of a round (line 15 at
k = K) nothing depends, and the round begins anew.
"""

from theorysim.domains import Nonnegative, Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.maths import where
from theorysim.methods.ingd import done, ingd
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES, L, delta, epsilon, x
from theorysim.statements.chapter5.parts.search_round import M, chosen, shorter

direction, point, average, trial, step = ingd.stages
unset, other = letters("unset other", Nonnegative)  # two values of |m_(1,K)| before anything is set
g, m, ahead = letters("g m ahead", Real)
u = letter("u", Unit)
begins = equals(where(epsilon < unset, 1, 0), where(epsilon < other, 1, 0))
first = equals(average(g, m, M, 0, L), g)
averaged = equals(average(g, m, M, 1, L), chosen * m + (1 - chosen) * g)
weight = (0 <= chosen, chosen <= 1)
looked_at = equals(trial(x, m, M, delta), x - delta * m / M)
sampled = equals(point(x, m, M, 1, u, delta), (1 - u) * x + u * (x - delta * m / M))
asked = (equals(direction(m, 1), -m), equals(x + direction(m, 0), x))
f, f_ahead = letters("f f_ahead", Real)
moved = step(x, m, M, ahead, f, f_ahead, 1, delta, epsilon, 5)[0]
moves = equals(moved, ahead)
stays = equals(moved, x)
DESCENT = f_ahead - f < -(delta * M / 4)
DRAWN = (
    RANGES
    | {name: (-1e3, 1e3) for name in ("x", "g", "m", "ahead", "f", "f_ahead")}
    | {"M": (1e-6, 1e6), "unset": (0, 10), "other": (0, 10)}
)
REPAIRED = "repaired: each search begins with line 4, and line 11 stands before line 10"


def runs():
    """INGD typed again on |x| from 5/4 with delta = 1/2, epsilon = 1/8, L = 1, K = 6 and points u = 1/4, 3/4, ..., against the method."""
    us = [1 / 4, 3 / 4, 3 / 8, 5 / 8, 1 / 2] * 4
    y, n, j, typed = 1.25, 0.0, 0, []
    for u in us:
        at = y - u * 0.5 * n / abs(n) if j else y
        slope = (1.0 if at > 0 else -1.0) if at else (1.0 if n < 0 else -1.0)
        weight = (4 - n * n) / (4 + 2 * n * n) if j else 0.0
        n = weight * n + (1 - weight) * slope
        there = y - 0.5 * n / abs(n) if n else y
        if j < 6 and abs(n) > 1 / 8 and abs(there) - abs(y) < -0.5 * abs(n) / 4:
            y, j = there, 0
        else:
            j = 0 if j >= 6 else j + 1
        typed.append(y)
        if abs(n) <= 1 / 8 and j:
            break
    z, n, j, shipped = 1.25, 0.0, 0, []
    for u in us:
        at = point(z, n, abs(n), j, u, 0.5)
        along = direction(n, j)
        slope = (1.0 if at > 0 else -1.0) if at else (1.0 if along > 0 else -1.0)
        n = average(slope, n, abs(n), j, 1.0)
        there = trial(z, n, abs(n), 0.5)
        z, n, j = step(z, n, abs(n), there, abs(z), abs(there), j, 0.5, 1 / 8, 6)
        shipped.append(z)
        if done(abs(n), j, 1 / 8):
            break
    return sum(3.0**i * z for i, z in enumerate(shipped)), sum(3.0**i * y for i, y in enumerate(typed))


statement = Statement(
    "algorithm-2",
    Claim(
        Relation((begins.in_words("whether the first search begins is settled by x_1"),), search=DRAWN),
        cause="hypothesis",
        charity=(epsilon < unset, epsilon < other),
        why="|m_(1,K)| is asked for before anything sets it, and decides whether the algorithm does anything.",
        at=((begins, {"epsilon": 1, "unset": 2, "other": 0}, 1),),
    ),
    Claim(Relation((first, *asked)), REPAIRED, "lines 4 and 14"),
    Claim(Relation((looked_at,), (0 < M,), DRAWN), REPAIRED, "line 6", at=((looked_at, {"x": 0, "m": -2, "M": 2, "delta": 3}, 3),)),
    Claim(Relation((moves,), (epsilon < M, DESCENT), DRAWN), REPAIRED, "lines 9 to 11"),
    Claim(Relation((stays,), (-(delta * M / 4) <= f_ahead - f,), DRAWN), REPAIRED, "lines 7 and 12"),
    Claim(Relation((sampled,), (0 < M,), DRAWN), REPAIRED, "line 13"),
    Claim(Relation((averaged,), search=DRAWN), REPAIRED, "line 15", at=((averaged, {"g": 1, "m": 1, "M": 1, "L": 1}, 1),)),
    Claim(Relation(weight, (shorter,), DRAWN), REPAIRED, "it is an average"),
    Claim(Executed((runs,)), REPAIRED, "it runs"),
)
