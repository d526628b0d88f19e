"""Directional differentiability covers the semialgebraic functions, and the o-minimally definable ones: those that are Lipschitz.

That f is L-Lipschitz is assumed throughout the chapter (section 5.2); without that it is false, see sqrt(|x|) and h in definition-5.2.3.
Why it is true: along x + td the quotient (f(x + td) - f(x))/t is a definable function of t, so it is monotone for small t (the page cites
Coste), and it is at most L |d| in size; so it has a limit. Along a curve x + t(d + e) with the same tangent the quotient differs by at
most L |e|. Shown: both bounds, and on Lipschitz members that are built with roots, cases and quotients that the quotients are monotone
and converge.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, minimum, sqrt
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.notation import L

here, ahead, aside = letters("here ahead aside", Real)  # f at x, x + td and x + t(d + e)
d_norm, e_norm = letters("d_norm e_norm", Nonnegative)
t = letter("t", Positive)

bounded = absolute((ahead - here) / t) <= L * d_norm
along_a_curve = absolute((aside - here) / t - (ahead - here) / t) <= L * e_norm
LIPSCHITZ = (absolute(ahead - here) <= L * t * d_norm, absolute(aside - ahead) <= L * t * e_norm)
SEARCH = {name: (-100, 100) for name in ("here", "ahead", "aside")} | {name: (1e-3, 100) for name in ("L", "t", "d_norm", "e_norm")}

MEMBERS = (  # f, x, d and f'(x; d)
    (lambda x, y: sqrt(x * x + y * y), (0.0, 0.0), (3.0, -4.0), 5.0),
    (lambda x, y: x * x * y / (x * x + y * y) if x or y else 0.0, (0.0, 0.0), (1.0, 1.0), 0.5),
    (lambda x, y: minimum(absolute(x), y) - sqrt(1 + y * y), (0.0, 0.0), (-2.0, 1.0), 1.0),
    (lambda x, y: sqrt(1 + absolute(x)) * y / (1 + y * y), (0.0, 1.0), (1.0, 0.0), 0.25),
)


def monotone():
    """The quotients of each member at t = 2^-1, 2^-2, ... rise or fall all the way, and end at f'(x; d)."""
    held = 0
    for f, (x, y), (v, w), limit in MEMBERS:
        quotients = [(f(x + 2.0**-k * v, y + 2.0**-k * w) - f(x, y)) * 2.0**k for k in range(1, 21)]
        steps = [b - a for a, b in zip(quotients, quotients[1:], strict=False)]
        one_way = all(s <= 1e-8 for s in steps) or all(s >= -1e-8 for s in steps)
        held += one_way and absolute(quotients[-1] - limit) <= 1e-5
    return float(held), float(len(MEMBERS))


statement = Statement(
    "text-5.2.2-semialgebraic",
    Claim(
        Relation((bounded,), LIPSCHITZ[:1], SEARCH),
        part="bounded",
        at=((bounded, {"ahead": 3, "here": 1, "t": 1 / 2, "L": 1, "d_norm": 1}, 4),),
    ),
    Claim(Relation((along_a_curve,), LIPSCHITZ[1:], SEARCH), part="one limit for all curves"),
    Claim(Executed((monotone,)), part="monotone"),
)
