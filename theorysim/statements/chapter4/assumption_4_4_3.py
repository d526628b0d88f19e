"""There are alpha in (1, 2] and G > 0 with E|g(x)|^alpha <= G^alpha for all x: the stochastic gradient itself, not its noise.

The assumption carries the name of the next one, mu-strong-convexity. A quadratic with the noise sigma or -sigma is a member on an
interval, with the largest slope plus sigma as G; on the whole line it is one for no G, even without noise.
"""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import letter
from theorysim.maths import absolute, power
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.oracles.bounded import bounded
from theorysim.statements.chapter4.notation import RANGES, G, alpha, mu, sigma

slope = letter("slope", Real)
steepest = letter("steepest", Nonnegative)  # the largest slope on the interval


def size(seen):
    return power(absolute(seen), alpha)


on_interval = (size(bounded.perturb(slope, 1, sigma)) + size(bounded.perturb(slope, 0, sigma))) / 2 <= (steepest + sigma) ** alpha
ONE_SIDE = (size(slope + sigma) <= (steepest + sigma) ** alpha, size(slope - sigma) <= (steepest + sigma) ** alpha)
far = (G + 1) / mu
on_line = G**alpha < power(mu * far, alpha)

statement = Statement(
    "assumption-4.4.3",
    Claim(
        Relation((on_interval,), (absolute(slope) <= steepest,), RANGES | {"slope": (-1e3, 1e3), "steepest": (0, 1e3)}, hints=ONE_SIDE),
        part="a quadratic on an interval",
        cause="glyph",
        at=((on_interval, {"slope": 1, "steepest": 1, "sigma": 2, "alpha": 2}, 5),),
        why="Its name in print is that of Assumption 4.4.4.",
    ),
    Claim(Exists((on_line,)), part="a quadratic on the line, not"),
)
