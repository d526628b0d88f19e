"""h sends x - 1/(2 gamma) to 1 and x to 0: two numbers, so that it can be undone where x is known.

So an algorithm that sees gradients is a function of the tosses: where it asks next it knows from the tosses before.
"""

from fractions import Fraction
from itertools import product

from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, gamma, x

two_numbers = x - 1 / (2 * gamma) < x
jump = Fraction(3, 2)  # 1/(2 gamma)


def h(g, x):
    return 1 if g == x - jump else 0


def undone(bit, x):
    return x - jump if bit == 1 else x


def run(gradients):
    """Return the points that SGD with steps 1/(i + 1) asks at, and goes to; it is told bits, or gradients that are turned into bits."""
    x, asked, told = Fraction(1, 4), (), ()
    for i, said in enumerate(gradients):
        g = undone(said, x)
        asked, told = (*asked, x), (*told, h(g, x))
        x = x - g / (i + 2)
    return (*asked, x), told


def strings(k):
    def bijective():
        """Of all strings of k tosses each comes back, and no two lead an algorithm through the same points."""
        tosses = tuple(product((0, 1), repeat=k))
        found = tuple(run(bits) for bits in tosses)
        paths = tuple(points for points, _ in found)
        apart = sum(1 for i in range(len(paths)) if not any(paths[i] == paths[j] for j in range(i)))
        return sum(1 for bits, (_, told) in zip(tosses, found, strict=True) if bits == told) + apart, 2 * len(tosses)

    return bijective


statement = Statement(
    "eq-4.6",
    Claim(Relation((two_numbers,), search=RANGES), part="two numbers", at=((two_numbers, {"x": 0, "gamma": 1 / 2}, -1),)),
    Claim(Executed(tuple(map(strings, (1, 2, 3, 4)))), part="every string"),
)
