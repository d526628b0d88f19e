"""x is (delta, epsilon)-stationary if d(0, the convex hull of all generalized gradients within delta of x) <= epsilon. The ball is
closed.

Shown on a kink of any slopes a and b: where the ball reaches 0 the set is the interval between them, in which every slope lies, along any
direction, and the distance is 0 where a and b differ in sign; elsewhere the set is the slope of the side. And on the shipped max{x, y, -x
- y} at (t, 0), in three stages. Within delta < t/sqrt(2) every gradient is (1, 0): the distance is 1. From there on the ball holds (t/2,
t/2), where (0, 1) is one too, and the mean of the two has the norm 1/sqrt(2); up to 2t/sqrt(5) f falls at the rate 1 along (-1, -1) at
every point of the ball, so <g, (1, 1)> >= 1 for every g of the convex function: the distance is that norm. From 2t/sqrt(5) on the ball
holds (t/5, -2t/5), where (-1, -1) is one; the three sum up to 0. By their cells, in numbers: the same maximum, a network of rectifiers,
and Nesterov's nonsmooth Rosenbrock function, where 0 is in the set around the bend of its valley.
"""

from fractions import Fraction

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Goldstein, Relation, Statement
from theorysim.objectives.max_of_affine import max_of_affine
from theorysim.objectives.nonsmooth_rosenbrock import nonsmooth_rosenbrock
from theorysim.quantities.goldstein_distance import distance
from theorysim.statements.chapter5.notation import delta, x, y
from theorysim.statements.chapter5.parts.kink import SEARCH, a, along, b, d, directional, high, low, within
from theorysim.statements.chapter5.parts.rectifiers import rectifiers

interval = within(x, delta)
inside = (interval[0] <= along(y, d), along(y, d) <= interval[1])
reached = (equals(interval[0], low), equals(interval[1], high))
beside = (equals(interval[0], directional(x, 1)), equals(interval[1], directional(x, 1)))
near, ball = absolute(x) <= delta, absolute(y - x) <= delta
at_a_kink = equals(distance(*interval, delta), 0)

v, w, p, q = letters("v w p q", Real)
t = letter("t", Positive)
within_ball = (x - t) ** 2 + y**2 <= delta**2
slope = max_of_affine.gradient(x, y, v, w)
first = (equals(slope[0], 1), equals(slope[1], 0))
fall = max_of_affine.gradient(x, y, -1, -1)
falls = fall[0] * -1 + fall[1] * -1 <= -1
second, third = max_of_affine.gradient(t / 2, t / 2, 0, 1), max_of_affine.gradient(t / 5, -2 * t / 5, -1, 0)
halfway = (equals(second[0], 0), equals(second[1], 1), (t / 2 - t) ** 2 + (t / 2) ** 2 <= delta**2)
final = (equals(third[0], -1), equals(third[1], -1), (t / 5 - t) ** 2 + (2 * t / 5) ** 2 <= delta**2)
beyond_y, beyond_z = y < x, 0 < 2 * x + y  # on which side of the kinks x = y and x = -x - y the ball lies
SQUARES = (0 <= (x + y - t) ** 2, 0 <= (x - t - 2 * y) ** 2)
norm = 1 / 2 <= p**2 + q**2
DRAWN = SEARCH | {name: (-10, 10) for name in "xyvwpq"} | {"t": (1e-3, 10), "delta": (1e-3, 10)}
CELLS = {  # the function, x, delta, and the ends of the distance
    "maximum, by its cells, a small ball": Goldstein(max_of_affine, (1, 0), Fraction(1, 2), 1, 1),
    "maximum, by its cells, a larger ball": Goldstein(max_of_affine, (1, 0), Fraction(3, 4), Fraction(7, 10), Fraction(71, 100)),
    "maximum, by its cells, a large ball": Goldstein(max_of_affine, (1, 0), Fraction(9, 10)),
    "network, a small ball": Goldstein(rectifiers, (1, 1), Fraction(1, 2), Fraction(14, 5), Fraction(17, 6)),
    "network, a large ball": Goldstein(rectifiers, (1, 0), 1),
    "Rosenbrock, in the valley": Goldstein(nonsmooth_rosenbrock, (Fraction(1, 2), 0), Fraction(1, 10), Fraction(1, 10), Fraction(1, 8)),
    "Rosenbrock, around the bend": Goldstein(nonsmooth_rosenbrock, (0, -1), Fraction(1, 10)),
}

statement = Statement(
    "definition-5.3.1",
    Claim(Relation(inside, (ball,), DRAWN), part="kink, every slope"),
    Claim(Relation(reached, (near,), DRAWN), part="kink in the ball"),
    Claim(Relation(beside, (delta < absolute(x),), DRAWN), part="no kink in the ball"),
    Claim(
        Relation((at_a_kink,), (near, a * b <= 0), DRAWN),
        part="kink, distance",
        at=((distance(*interval, delta), {"x": 3, "delta": 1, "a": -1, "b": 4}, 4),),
    ),
    Claim(Relation((beyond_y,), (within_ball, 2 * delta**2 < t**2), DRAWN, hints=SQUARES), part="maximum, a small ball"),
    Claim(Relation((beyond_z,), (within_ball, 5 * delta**2 < 4 * t**2), DRAWN, hints=SQUARES), part="maximum, a larger ball"),
    Claim(Relation(first, (beyond_y, beyond_z), DRAWN), part="maximum, the distance 1"),
    Claim(Relation(halfway, (t**2 <= 2 * delta**2,), DRAWN), part="maximum, at most 1/sqrt(2)"),
    Claim(Relation((falls,), (beyond_z,), DRAWN), part="maximum, at least 1/sqrt(2): f falls"),
    Claim(Relation((norm,), (1 <= p + q,), DRAWN, hints=(0 <= (p - q) ** 2,)), part="maximum, at least 1/sqrt(2)"),
    Claim(Relation(final, (4 * t**2 <= 5 * delta**2,), DRAWN), part="maximum, the distance 0"),
    *(Claim(bracket, part=part) for part, bracket in CELLS.items()),
)
