"""Bracket the distance from 0 to Goldstein's delta-subdifferential in several variables. Thesis, definition 5.3.1.

*From above*: generalized gradients at points of the ball lie in the subdifferential, and so does the least-norm point of their convex
hull; its norm, taken in rationals from the very weights that are given, bounds the distance, for certain where the gradients are
rational (`exact`), else up to their rounding.
*From below*, nothing follows from samples: a piece between them may point anywhere. For a maximum of affine functions the pieces that
are active nowhere in the ball are ruled out, in rationals, and a direction in which all others rise separates the subdifferential
from 0. For a gradient with a Lipschitz constant the distance is at least |gradient f(x)| - L delta.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isqrt
from typing import Any

import numpy as np

from theorysim.domains import parameters
from theorysim.entries import Objective
from theorysim.readings import exact, floats

Vector = Sequence[Fraction]
BITS = 80  # of a square root that is rounded outwards


@dataclass(frozen=True)
class Bracket:
    """lower <= distance <= upper, both rounded outwards; `weights` make a point of the subdifferential of norm at most `upper`."""

    lower: Fraction
    upper: Fraction
    weights: tuple[Fraction, ...]
    direction: tuple[Fraction, ...]  # along which every element is at least lower |direction|
    exact: bool = True


def of_hull(vectors: Sequence[Sequence[Any]]) -> Bracket:
    """Bracket the distance from 0 to the convex hull of vectors: a least-norm point, and the plane through it that separates.

    Which vectors bear weight comes from a nonnegative least squares problem in floats; everything after that is exact. The two ends
    differ by the rounding of a square root, unless the floats chose badly. Raises ValueError where there is no vector.
    """
    from scipy.optimize import nnls  # heavy, and seldom asked

    if not vectors:
        raise ValueError("the hull of no vectors")
    given = [tuple(Fraction(x) for x in vector) for vector in vectors]
    scale = max((abs(x) for vector in given for x in vector), default=Fraction(0)) or Fraction(1)
    columns = np.array([[float(x / scale) for x in vector] for vector in given]).T
    # min |G w|^2 + (1 - sum w)^2 over w >= 0: at its solution, w over its sum makes the least-norm point of the hull
    found, _ = nnls(np.vstack([columns, np.ones(len(given))]), np.append(np.zeros(len(columns)), 1.0))
    raw = _solved(given, [i for i, w in enumerate(found) if w > 0]) or [Fraction(float(w)) for w in found]
    weights = tuple(w / sum(raw) for w in raw)
    point = tuple(sum((w * g[i] for w, g in zip(weights, given, strict=True)), Fraction(0)) for i in range(len(given[0])))
    length, least = root(dot(point, point), up=True), min(dot(point, g) for g in given)
    return Bracket(least / length if least > 0 else Fraction(0), length, weights, point)


def _solved(vectors: Sequence[Vector], bearing: Sequence[int]) -> list[Fraction] | None:
    """Solve (G'G + 1 1') w = 1 over the vectors that bear weight, in rationals; None where that is singular, or a weight negative."""
    n = len(bearing)
    rows, pivots = reduced([[dot(vectors[i], vectors[j]) + 1 for j in bearing] + [Fraction(1)] for i in bearing], n)
    if len(pivots) < n:
        return None
    solved = dict(zip(bearing, (row[n] for row in rows), strict=True))
    return None if min(solved.values()) < 0 else [solved.get(i, Fraction(0)) for i in range(len(vectors))]


def reduced(rows: Sequence[Sequence[Fraction]], n: int) -> tuple[list[list[Fraction]], list[int]]:
    """Return the reduced row echelon form of rows in their first n columns, and the columns of its pivots."""
    left, pivots = [list(row) for row in rows], list[int]()
    for k in range(n):
        top = len(pivots)
        found = next((i for i in range(top, len(left)) if left[i][k]), None)
        if found is None:
            continue
        left[top], left[found] = left[found], left[top]
        left[top] = [c / left[top][k] for c in left[top]]
        left = [row if i == top else [c - row[k] * p for c, p in zip(row, left[top], strict=True)] for i, row in enumerate(left)]
        pivots.append(k)
    return left, pivots


def of_objective(
    objective: Objective,
    own: Mapping[str, Any],
    x: Sequence[Any],
    delta: Any,
    samples: int = 32,
    rounds: int = 32,
    seed: int = 0,
    smoothness: Any = None,
) -> Bracket:
    """Bracket the distance for any objective written in coordinates, with its parameters `own`, at x within delta.

    From above by the gradients at x and at `samples` random points of the ball, then, for `rounds` times, at a random point between x
    and the end of the ball against the least-norm point so far, along that way, as INGD does (thesis, algorithm 2). From
    below by `smoothness`, the Lipschitz constant of the gradient, where it is given; else 0, which says nothing.
    """
    names = [p.name for p in parameters(objective.gradient) if p.domain.role == "coordinate"]
    ways = [p.name for p in parameters(objective.gradient) if p.domain.role == "direction"]
    place, radius, draw = tuple(Fraction(c) for c in x), Fraction(delta), np.random.default_rng(seed)
    rational = True

    def slope(spot: Vector, way: Vector) -> tuple[Any, ...]:
        nonlocal rational
        taken = {**dict(zip(names, spot, strict=True)), **dict(zip(ways, way, strict=False)), **own}
        try:
            found = exact.evaluate(objective.gradient, taken)
        except exact.NotRational:
            rational, found = False, floats.evaluate(objective.gradient, taken)
        return found if isinstance(found, tuple) else (found,)

    still = (Fraction(0),) * len(place)
    seen = [slope(place, still)]
    for _ in range(samples):
        way = tuple(Fraction(float(c)) for c in draw.standard_normal(len(place)))
        share = Fraction(float(draw.random() ** (1 / len(place))))
        seen.append(slope(_moved(place, share * steps(way, radius)[0], way), way))
    found = of_hull(seen)
    for _ in range(rounds):
        way = tuple(-c for c in found.direction)
        if not any(way):
            break
        seen.append(slope(_moved(place, Fraction(float(draw.random())) * steps(way, radius)[0], way), way))
        found = of_hull(seen)
    lower, norm = Fraction(0), root(dot(seen[0], seen[0]), up=False)
    if smoothness is not None:
        lower = max(lower, norm - Fraction(smoothness) * radius)
    return replace(found, lower=lower, direction=seen[0], exact=rational)


def of_affine_maximum(pieces: Sequence[tuple[Sequence[Any], Any]], x: Sequence[Any], delta: Any, tries: int = 64, seed: int = 0) -> Bracket:
    """Bracket the distance for the maximum of pieces (slopes, offset), at x within delta, for certain.

    From below, over all pieces that are not ruled out: piece j is, when some piece k stays above it in the whole ball. From above,
    over the pieces that are seen active: at x, and at points of the ball where they are sought. Where the two sets are equal, the
    bracket is as narrow as the rounding of a square root.
    """
    slopes = [tuple(Fraction(a) for a in steep) for steep, _ in pieces]
    offsets, place, radius = [Fraction(b) for _, b in pieces], tuple(Fraction(c) for c in x), Fraction(delta)
    everyone = range(len(slopes))
    heights = [dot(slopes[j], place) + offsets[j] for j in everyone]

    def above(k: int, j: int) -> bool:
        lead = heights[k] - heights[j]
        apart = tuple(a - b for a, b in zip(slopes[k], slopes[j], strict=True))
        return lead > 0 and lead * lead > radius * radius * dot(apart, apart)

    possible = [j for j in everyone if not any(above(k, j) for k in everyone)]
    spots = [place, *_sought(slopes, offsets, place, radius, possible, tries, seed)]
    active: set[int] = set()
    for spot in spots:
        at = [dot(slopes[j], spot) + offsets[j] for j in everyone]
        active |= {j for j in everyone if at[j] == max(at)}
    seen = sorted(active)
    upper = of_hull([slopes[j] for j in seen])
    lower = of_hull([slopes[j] for j in possible])
    weights = dict(zip(seen, upper.weights, strict=True))
    return Bracket(lower.lower, upper.upper, tuple(weights.get(j, Fraction(0)) for j in everyone), lower.direction)


def _sought(
    slopes: Sequence[Vector], offsets: Vector, x: Vector, radius: Fraction, possible: Sequence[int], tries: int, seed: int
) -> list[tuple[Fraction, ...]]:
    """Return points of the ball, exactly inside it, at which each possible piece is likely to be active."""
    draw = np.random.default_rng(seed)
    ways = [tuple(Fraction(float(c)) for c in draw.standard_normal(len(x))) for _ in range(tries)]
    for j in possible:
        ways.append(tuple(slopes[j]))
        ways += [tuple(a - b for a, b in zip(slopes[j], slopes[k], strict=True)) for k in possible if k != j]
    return [_moved(x, step, way) for way in ways for step in steps(way, radius)]


def steps(way: Vector, radius: Fraction) -> list[Fraction]:
    """Return factors by which a direction stays inside the ball: up to its edge, and halfway; none for the direction 0."""
    length = root(dot(way, way), up=True)
    return [radius / length, radius / (2 * length)] if length else []


def root(square: Fraction, up: bool) -> Fraction:
    """Return a square root, rounded up or down by at most 2^-80 of it; 0 for 0, and exact for the square of a short rational."""
    whole = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    if whole * whole == square:
        return whole
    shift = BITS + max(0, square.denominator.bit_length() - square.numerator.bit_length())
    found = Fraction(isqrt((square.numerator << 2 * shift) // square.denominator), 1 << shift)
    return found + Fraction(1, 1 << shift) if up else found


def _moved(x: Vector, step: Fraction, way: Vector) -> tuple[Fraction, ...]:
    return tuple(c + step * w for c, w in zip(x, way, strict=True))


def dot(a: Vector, b: Vector) -> Fraction:
    return sum((Fraction(x) * Fraction(y) for x, y in zip(a, b, strict=True)), Fraction(0))
