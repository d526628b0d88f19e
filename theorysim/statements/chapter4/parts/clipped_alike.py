"""Two problems that look the same to whoever clips at the printed thresholds, k^(alpha - 1) at most: mu = G = 1.

f is (x - b)^2/2 on [-b, b] with b = `apart` = p (A - last), or (x + b)^2/2. The first shows -A with probability p, last = k^(alpha - 1) as
often, and else w x, w = 1/(1 - 2p); the second -last and A for these. Clipped at any tau <= last, A and last are both tau: then all that
is seen of either has the same law, with whatever steps, weights and averages. One output serves both, and is b^2/2 off in one of them.
"""

from typing import Annotated

from theorysim.domains import AboveOne, Domain, Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import minimum
from theorysim.model import Relation
from theorysim.statements.chapter4.notation import alpha, beta, k

Third = Annotated[float, Domain("at most 1/3", low=0, high=1 / 3, high_open=False)]
p = letter("p", Third)
A, last, tau, b = letters("A last tau b", Positive)
w = letter("w", AboveOne)
x, out = letters("x x_out", Real)
size = letter("size", Nonnegative)  # |w x|

IS_b, IS_w = equals(b, p * (A - last)), equals(w * (1 - 2 * p), 1)
SIZES = {name: (1e-3, 1e3) for name in ("A", "last", "tau", "b", "size")}
DRAWN = SIZES | {"p": (1e-6, 1 / 3), "w": (1, 3), "x": (-1e3, 1e3), "x_out": (-1e3, 1e3), "alpha": (1.01, 2)}

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
IS_MEMBER = (3 * chance <= 1, (apart / (1 - 2 * chance)) ** alpha <= 1 / 8)
floor = apart**2 / 2
