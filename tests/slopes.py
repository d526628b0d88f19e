"""Points and ways in many coordinates, to take a gradient along, and what a sum over coordinates gives at a point."""

from fractions import Fraction

from theorysim.domains import parameters
from theorysim.readings import exact

TWENTY_FIVE = Fraction(1, 10**25)


def each(body, x, own, evaluate):
    """Return what a body of a sum returns at every coordinate of a point."""
    found, names = [], {p.name for p in parameters(body)}
    for i, here in enumerate(x):
        left, right = (x[j] if 0 <= j < len(x) else 0 for j in (i - 1, i + 1))
        known = {"left": left, "x": here, "right": right, "i": i + 1, "d": len(x), **own}
        found.append(evaluate(body, {n: v for n, v in known.items() if n in names}))
    return found


def value_at(objective, x, own, evaluate=exact.evaluate):
    first, *rest = each(objective.value, x, own, evaluate)
    return sum(rest, start=first)


def along(gradient, way):
    return sum((g * v for g, v in zip(gradient, way, strict=True)), start=0)


def drawn(draw, d, size=40, over=7):
    return [Fraction(draw.randint(-size, size), over) for _ in range(d)]
