"""Stochastic INGD: x moves by m/(p |m| + q), m is averaged with a gradient at a uniform point of the segment that was walked.

Line by line it is the shipped method, whose step asks the oracle first: of the T + 1 calls that the print makes nothing depends on the
last. K is a whole number; the x_i that is returned, i = max(i' - K, 1) with i' uniform, is `delayed_iterate`.
"""

from theorysim.domains import Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.methods.stochastic_ingd import stochastic_ingd
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.notation import x
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, M, beta, p, q

direction, point, average, step = stochastic_ingd.stages
g, m, before = letters("g m before", Real)
u = letter("u", Unit)
first = (equals(average(g, 0, 0, beta), g), equals(direction(0), 0))
moved = equals(step(x, m, M, p, q)[0], x - 1 / (p * M + q) * m)
sampled = equals(point(x, before, u), (1 - u) * before + u * x)
averaged = equals(average(g, m, 1, beta), beta * m + (1 - beta) * g)
DRAWN = SIZES | {name: (-1e3, 1e3) for name in ("x", "g", "m", "before")} | {"u": (0, 1)}


def runs():
    """Algorithm 3 typed again on |x| from 1, with p = 4, q = 2, beta = 3/4, noise and points u written down, against the method."""
    us = [1 / 4, 3 / 4, 3 / 8, 5 / 8, 1 / 2] * 4
    noise = [1 / 2, -1 / 2, -1 / 2] * 7
    y, n = 1.0, 1 + noise[0]
    for u, e in zip(us, noise[1:], strict=False):
        there = y - n / (4 * abs(n) + 2)
        at = y + u * (there - y)
        y, n = there, 3 / 4 * n + 1 / 4 * ((1 if at > 0 else -1) + e)
    z, n_, old, begun = 1.0, 0.0, 1.0, 0
    for u, e in zip([0.0, *us], noise, strict=False):
        at = point(z, old, u)
        n_ = average((1 if at > 0 else -1) + e, n_, begun, 3 / 4)
        last = z, n_
        z, n_, old, begun = step(z, n_, abs(n_), 4, 2)
    return last[0] + 100 * last[1], y + 100 * n


statement = Statement(
    "algorithm-3",
    Claim(Relation(first), part="line 2"),
    Claim(Relation((moved,), search=DRAWN), part="line 4", at=((moved, {"x": 1, "m": -2, "M": 2, "p": 1, "q": 2}, 3 / 2),)),
    Claim(Relation((sampled,), search=DRAWN), part="line 5"),
    Claim(Relation((equals(direction(m), -m),), search=DRAWN), part="line 6"),
    Claim(Relation((averaged,), search=DRAWN), part="line 7"),
    Claim(Executed((runs,)), part="it runs"),
)
