"""Six properties of the generalized gradient of an L-Lipschitz f, which the page quotes from Clarke's book.

Shown on a kink of any slopes a and b, where the set is [min, max] at 0 and the slope elsewhere, and on the zigzag of Lemma 5.7.1. (1) It
is an interval within [-L, L]. (2) The largest g d is f°(0; d). (3) The sets near x lie in the one at x. (4) Its ends at 0 are the slopes
on the two sides. (5) What lies in a set within each delta of x lies in the one at x: with delta < |x| they all are the slope. (6) Between
y and z on different sides lies 0, with the slope of the chord as g; on one side any point between does, an end at 0 included.
"""

from theorysim.letters import equals
from theorysim.maths import absolute, maximum
from theorysim.model import Claim, Executed, Exists, Relation, Statement
from theorysim.objectives.zigzag import zigzag_through
from theorysim.statements.chapter5.notation import x
from theorysim.statements.chapter5.parts.kink import (
    SEARCH,
    L,
    along,
    d,
    directional,
    f,
    g,
    h,
    high,
    low,
    radius,
    steepest,
    within,
    y,
    z,
)

ELEMENT = (low <= g, g <= high)
largest = equals(maximum(low * d, high * d), steepest(d))
near = (low <= along(y, d), along(y, d) <= high)
beside = (equals(along(y, d), directional(x, 1)),)
sides = (equals(maximum(along(-h, d), along(h, d)), high), equals(-maximum(-along(-h, d), -along(h, d)), low))
only = equals(g, directional(x, 1))
IN_EACH = (radius < absolute(x), within(x, radius)[0] <= g, g <= within(x, radius)[1])

share = -z / (y - z)  # of y in the point between
chord = (f(y) - f(z)) / (y - z)
between = (equals(share * y + (1 - share) * z, 0), 0 < share, share < 1, low <= chord, chord <= high)
middle = equals(f(y) - f(z), directional((y + z) / 2, 1) * (y - z))
DRAWN = SEARCH | {"x": (-100, 100)}
LARGEST = Relation((largest,), search=DRAWN)

POINTS, OWN = (0.0, 1.0, 3.0, 3.5), (0.25, 2.0, 4.0)  # theta, L and Delta of the zigzag, whose kinks are multiples of 1/8
zigzag = zigzag_through(POINTS)


def mean_values():
    """On the zigzag a point strictly between any two of a grid has the slope of their chord in its interval."""
    grid = [k / 4 for k in range(-4, 19)]
    held = tried = 0
    for i, low_end in enumerate(grid):
        for end in grid[i + 1 :]:
            slope = (zigzag.value(end, *OWN) - zigzag.value(low_end, *OWN)) / (end - low_end)
            inside = (low_end + k / 16 for k in range(1, int(16 * (end - low_end))))
            tried += 1
            held += any(low <= slope <= high for low, high in (zigzag.clarke(at, 0.0, *OWN) for at in inside))
    return float(held), float(tried)


def largest_slopes():
    """On the zigzag the largest g d is the larger of the quotients on the two sides, which f° is, at each point of a grid."""
    grid, held, s = [k / 16 for k in range(-16, 73)], 0, 2.0**-10
    for at in grid:
        ends = zigzag.clarke(at, 0.0, *OWN)
        for way in (-2.0, -1.0, 0.5, 1.0):
            here, left, right = (zigzag.value(at + move, *OWN) for move in (0.0, -s, s))
            held += max(end * way for end in ends) == max((right - here) / s * way, (here - left) / s * way)
    return float(held), float(4 * len(grid))


statement = Statement(
    "proposition-5.2.1",
    Claim(Relation((low <= high, absolute(g) <= L), ELEMENT, DRAWN), part="1"),
    Claim(LARGEST, part="2", at=((largest, {"a": 2, "b": -3, "d": -1}, 3),)),
    Claim(Relation(near, search=DRAWN), part="3: around the kink"),
    Claim(Relation(beside, (absolute(y - x) < absolute(x),), DRAWN), part="3: elsewhere"),
    Claim(Relation(sides, search=DRAWN), part="4"),
    Claim(Relation((only,), IN_EACH, DRAWN), part="5"),
    Claim(Exists(between, (z * y < 0,), search=DRAWN), part="6: across the kink"),
    Claim(Relation((middle,), (0 <= z * y,), DRAWN), part="6: on one side"),
    Claim(Executed((mean_values, largest_slopes)), part="the zigzag, 2 and 6", second=(LARGEST,)),
)
