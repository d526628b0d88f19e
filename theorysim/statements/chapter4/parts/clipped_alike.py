"""Two problems that look the same to whoever clips at the printed thresholds, k^(alpha - 1) at most: mu = G = 1.

f is (x - b)^2/2 on [-b, b] with b = `apart` = p (A - last), or (x + b)^2/2. The first shows -A with probability p, last = k^(alpha - 1) as
often, and else w x, w = 1/(1 - 2p); the second -last and A for these. Clipped at any tau <= last, A and last are both tau: then all that
is seen of either has the same law, with whatever steps, weights and averages. One output serves both, and is b^2/2 off in one of them.
"""

from collections import defaultdict
from fractions import Fraction
from typing import Annotated

from theorysim.domains import AboveOne, Domain, Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import minimum
from theorysim.model import Executed, Relation
from theorysim.statements.chapter4.notation import alpha, beta, k

Rare = Annotated[float, Domain("at most 5/16", low=0, high=5 / 16, high_open=False)]
p = letter("p", Rare)
A, last, tau, b = letters("A last tau b", Positive)
w = letter("w", AboveOne)
x, out = letters("x x_out", Real)
size = letter("size", Nonnegative)  # |w x|

IS_b, IS_w = equals(b, p * (A - last)), equals(w * (1 - 2 * p), 1)
SIZES = {name: (1e-3, 1e3) for name in ("A", "last", "tau", "b", "size")}
DRAWN = SIZES | {"p": (1e-6, 5 / 16), "w": (1, 3), "x": (-1e3, 1e3), "x_out": (-1e3, 1e3), "alpha": (1.01, 2)}

first = equals(p * -A + p * last + (1 - 2 * p) * (w * x), x - b)
second = equals(p * -last + p * A + (1 - 2 * p) * (w * x), x + b)
moment = p * (A**alpha + last**alpha) + (1 - 2 * p) * size**alpha <= 1
alike = equals(minimum(A, tau), minimum(last, tau))
both = b**2 <= (out - b) ** 2 / 2 + (out + b) ** 2 / 2

PROBLEMS = (
    (Relation((first, second), (IS_b, IS_w), DRAWN), "the means of the gradients"),
    (Relation((moment,), (p * (A**alpha + last**alpha) <= 7 / 8, size**alpha <= 1 / 8), DRAWN), "the moment"),
    (Relation((alike,), (tau <= last, last <= A), DRAWN), "clipped, they look the same"),
    (Relation((both,), search=DRAWN), "both errors of one output"),
)

# --- with the printed thresholds, and A alpha/(alpha - 1) times as long as the last of them ------------------------------------------

longest = k**beta
far = alpha * longest / beta
chance = 7 / (8 * (far**alpha + longest**alpha))
apart = chance * (far - longest)
IS_MEMBER = (16 * chance <= 5, (apart / (1 - 2 * chance)) ** alpha <= 1 / 8)
floor = apart**2 / 2

# --- CClip on both of them, run exactly ---------------------------------------------------------------------------------------------


def averages(outcomes, apart, thresholds, steps):
    """Return the law of the average of x_0 = 0, x_1, ... that projected CClip leaves; `outcomes` are (chance, gradient) at x."""
    paths = {(Fraction(0), Fraction(0)): Fraction(1)}
    for tau, eta in zip(thresholds, steps, strict=True):
        after = defaultdict(Fraction)
        for (x, total), weight in paths.items():
            for chance, g in outcomes(x):
                y = x - eta * max(-tau, min(tau, g))
                after[max(-apart, min(apart, y)), total + x] += weight * chance
        paths = after
    law = defaultdict(Fraction)
    for (_, total), weight in paths.items():
        law[total / len(thresholds)] += weight
    return law


def trial(p, A, thresholds, steps):
    def held():
        """Both averages have one law, and in one of the problems it is b^2/2 off at least."""
        last, often, center = thresholds[-1], 1 - 2 * p, p * (A - thresholds[-1])
        one = averages(lambda x: ((p, -A), (p, last), (often, x / often)), center, thresholds, steps)
        other = averages(lambda x: ((p, -last), (p, A), (often, x / often)), center, thresholds, steps)
        errors = (sum(w * (y - b) ** 2 / 2 for y, w in law.items()) for law, b in ((one, center), (other, -center)))
        return (one == other) + (center**2 / 2 <= max(errors)), 2

    return held


EXACT = Executed(
    (
        trial(Fraction(1, 8), Fraction(9), (1, Fraction(3, 2), 2), (2, Fraction(4, 3), 1)),
        trial(Fraction(1, 20), Fraction(20), (1, 2, 3, 4), (1, Fraction(1, 2), Fraction(1, 3), Fraction(1, 4))),
        trial(Fraction(1, 50), Fraction(40), (1, 2, 4, 8, 8), (0, 3, Fraction(1, 7), 0, Fraction(1, 2))),
    )
)
