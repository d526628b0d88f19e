"""Directional differentiability covers the semialgebraic functions, and the o-minimally definable ones: those that are Lipschitz.

That f is L-Lipschitz is assumed throughout the chapter (section 5.2); without that it is false, see sqrt(|x|) and h in definition-5.2.3.
Why it is true: along x + td the quotient (f(x + td) - f(x))/t is a definable function of t, so it is monotone for small t (the page cites
Coste), and it is at most L |d| in size; so it has a limit. Along a curve x + t(d + e) with the same tangent the quotient differs by at
most L |e|. Shown: both bounds; that the quotients of sqrt(x^2 + y^2) at 0 are one number, and those of sqrt(1 + |x|) fall with t, from
1/2; and, in fractions, that those of members built with cases and quotients are monotone and converge.
"""

from fractions import Fraction

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, sqrt
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.notation import L

here, ahead, aside = letters("here ahead aside", Real)  # f at x, x + td and x + t(d + e)
d_norm, e_norm = letters("d_norm e_norm", Nonnegative)
t = letter("t", Positive)

bounded = absolute((ahead - here) / t) <= L * d_norm
along_a_curve = absolute((aside - here) / t - (ahead - here) / t) <= L * e_norm
LIPSCHITZ = (absolute(ahead - here) <= L * t * d_norm, absolute(aside - ahead) <= L * t * e_norm)

r, v, w = letter("r", Positive), *letters("v w", Real)
cone = equals(sqrt((t * v) ** 2 + (t * w) ** 2) / t, sqrt(v**2 + w**2))


def root(t):
    """Return the quotient of sqrt(1 + |x|) at 0 along 1."""
    return (sqrt(1 + t) - 1) / t


falls = root(r) <= root(t)
near = absolute(root(t) - 1 / 2) <= t / 8
SEARCH = {name: (-100, 100) for name in ("here", "ahead", "aside", "v", "w")}
SEARCH |= {name: (1e-3, 100) for name in ("L", "t", "r", "d_norm", "e_norm")}

MEMBERS = (  # f, x, d and f'(x; d)
    (lambda x, y: x * x * y / (x * x + y * y) if x or y else Fraction(0), (0, 0), (1, 1), Fraction(1, 2)),
    (lambda x, y: min(abs(x), y) - y * y / (1 + y * y), (0, 0), (-2, 1), 1),
    (lambda x, y: (2 + min(abs(x), 1)) * y / (1 + y * y), (0, 2), (1, 1), Fraction(4, 25)),
)


def monotone():
    """The quotients of each member at t = 2^-1, 2^-2, ... rise or fall all the way, and are within 2 t of f'(x; d), in fractions."""
    held, ts = 0, [Fraction(1, 2**k) for k in range(1, 21)]
    for f, (x, y), (a, b), limit in MEMBERS:
        quotients = [(f(x + t * a, y + t * b) - f(Fraction(x), Fraction(y))) / t for t in ts]
        steps = [after - before for before, after in zip(quotients, quotients[1:], strict=False)]
        one_way = all(step <= 0 for step in steps) or all(step >= 0 for step in steps)
        held += one_way and all(abs(q - limit) <= 2 * t for q, t in zip(quotients, ts, strict=True))
    return float(held), float(len(MEMBERS))


statement = Statement(
    "text-5.2.2-semialgebraic",
    Claim(
        Relation((bounded,), LIPSCHITZ[:1], SEARCH),
        part="bounded",
        cause="glyph",
        why="That f is L-Lipschitz is said at the head of the section.",
        at=((bounded, {"ahead": 3, "here": 1, "t": 1 / 2, "L": 1, "d_norm": 1}, 4),),
    ),
    Claim(Relation((along_a_curve,), LIPSCHITZ[1:], SEARCH), part="one limit for all curves"),
    Claim(Relation((cone,), search=SEARCH), part="a root, at 0"),
    Claim(Relation((falls,), (t <= r,), SEARCH), part="a root, monotone"),
    Claim(Relation((near,), search=SEARCH), part="a root, its limit", at=((root(t), {"t": 3}, 1 / 3),)),
    Claim(Executed((monotone,)), part="quotients and cases"),
)
