"""Means over a uniform point of a segment, exactly: f is a maximum of minima of affine functions with rational numbers.

`mean` cuts the segment where two of the affine functions agree: between the cuts f is one of them, and there its gradient is one vector.
"""

from fractions import Fraction
from random import Random

Vector = tuple[Fraction, ...]
Affine = tuple[Vector, Fraction]


def at(piece: Affine, x: Vector) -> Fraction:
    return sum((a * b for a, b in zip(piece[0], x, strict=True)), piece[1])


def value(f: tuple[tuple[Affine, ...], ...], x: Vector) -> Fraction:
    return max(min(at(piece, x) for piece in group) for group in f)


def between(x: Vector, z: Vector, share: Fraction) -> Vector:
    return tuple(a + share * (b - a) for a, b in zip(x, z, strict=True))


def mean(f: tuple[tuple[Affine, ...], ...], x: Vector, z: Vector) -> Vector:
    """Return the mean of the gradient of f at a uniform point of the segment from x to z."""
    pieces = [piece for group in f for piece in group]
    cuts = {Fraction(0), Fraction(1)}
    for i, p in enumerate(pieces):
        for q in pieces[:i]:
            start, end = at(p, x) - at(q, x), at(p, z) - at(q, z)
            if start != end and 0 < start / (start - end) < 1:
                cuts.add(start / (start - end))
    total: Vector = (Fraction(0),) * len(x)
    for low, high in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
        y = between(x, z, (low + high) / 2)
        active = next(piece for piece in pieces if at(piece, y) == value(f, y))
        total = tuple(s + (high - low) * a for s, a in zip(total, active[0], strict=True))
    return total


def drawn(seed: int, dimension: int) -> tuple[tuple[tuple[Affine, ...], ...], Vector, Vector]:
    """Return a function of two groups of three affine functions, and two points."""
    random = Random(seed)
    numbers = iter(lambda: Fraction(random.randint(-8, 8), random.randint(1, 4)), None)
    vectors = iter(lambda: tuple(next(numbers) for _ in range(dimension)), None)
    f = tuple(tuple((next(vectors), next(numbers)) for _ in range(3)) for _ in range(2))
    return f, next(vectors), next(vectors)
