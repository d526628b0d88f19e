"""(a) f(y) - f(x) is the integral of f'(x + t(y - x); y - x) over t from 0 to 1. (b) Some g of the generalized gradient at x has <g, d> =
f'(x; d).

(a) Along the segment f is Lipschitz, so it is the integral of its derivative (Lebesgue), and where that is a number it is f' along y - x.
Shown where the segment crosses a kink of any slopes, either way, and on the zigzag of Lemma 5.7.1, which is crossed kink after kink. (b)
By Proposition 5.2.1 the numbers <g, d> fill the interval from -f°(x; -d) to f°(x; d), and f'(x; d), a limit of quotients, is one of them:
P, Q and D are f°(x; d), f°(x; -d) and f'(x; d); where P + Q = 0 every g will do. (The proof of the page takes mean values instead.) The
shipped functions answer with such a g.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Executed, Exists, Relation, Statement
from theorysim.objectives.zigzag import zigzag_through
from theorysim.statements.chapter5.parts.kink import SEARCH, along, d, directional, f, high, low, y, z

share = -z / (y - z)  # of the way from z to y on the left of the kink
integral = share * directional(z, y - z) + (1 - share) * directional(y, y - z)
crossed = equals(f(y) - f(z), integral)
ACROSS, BACK = Relation((crossed,), (z < 0, 0 < y), SEARCH), Relation((crossed,), (y < 0, 0 < z), SEARCH)
here = equals(along(0, d) * d, directional(0, d))

P, Q, D = letters("P Q D", Real)
W = letter("W", Positive)  # P + Q
part = (D + Q) / W
taken = equals(part * P - (1 - part) * Q, D)

POINTS = (0.0, 1.0, 3.0, 3.5)
zigzag = zigzag_through(POINTS)
OWN = (0.25, 2.0, 4.0)  # theta, L, Delta


def path():
    """On the zigzag the sums of slope times length over all pieces are f(y) - f(x), there and back, between points of a grid."""
    step = 1 / 16  # kinks are multiples of 1/8
    grid = [k * step for k in range(-16, 73)]
    held = 0
    for x, end in zip(grid, grid[::-1], strict=True):
        way = end - x
        sign = 1 if way > 0 else -1
        middles = (x + sign * step * (k + 0.5) for k in range(int(abs(way) / step)))
        held += sum(zigzag.gradient(m, sign, *OWN) * sign * step for m in middles) == zigzag.value(end, *OWN) - zigzag.value(x, *OWN)
    return float(held), float(len(grid))


statement = Statement(
    "lemma-5.2.2-5.2.3",
    Claim(ACROSS, part="a: across a kink", at=((crossed, {"y": 2, "z": -1, "a": 3, "b": 5}, 13),)),
    Claim(BACK, part="a: and back"),
    Claim(Executed((path,)), part="a: across many", second=(ACROSS,)),
    Claim(Exists((taken, 0 <= part, part <= 1), (-Q <= D, D <= P, equals(P, W - Q))), part="b"),
    Claim(Relation((here, low <= along(0, d), along(0, d) <= high), search=SEARCH), part="b: the shipped kinks"),
)
