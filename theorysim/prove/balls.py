"""Certify a relation at all points of a box by branch and bound in balls, or refute it at an exact point of the box."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import sqrt
from typing import Any

from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.readings import balls, floats
from theorysim.readings.balls import Ball, Truth
from theorysim.readings.confirm import confirm
from theorysim.readings.jets import MOST, jet

Box = dict[str, tuple[Fraction, Fraction]]

BITS = 64
MOST_CORNERS = 256


@dataclass(frozen=True)
class Certified:
    """The relation holds at every point of the box."""

    boxes: int


@dataclass(frozen=True)
class Refuted:
    """The relation certainly fails at this point of the box."""

    point: Mapping[str, Fraction]
    boxes: int


@dataclass(frozen=True)
class Undecided:
    """Neither is known after so many boxes; `box` is one that is open."""

    boxes: int
    box: Mapping[str, tuple[Fraction, Fraction]]


def certify(sided: Sided, boxes: Mapping[str, tuple[Any, Any]], limit: int = 20_000) -> Certified | Refuted | Undecided:
    """Decide a relation on a closed box, given as exact ends (Fractions, ints, floats) by name; work is counted in boxes.

    Raises ValueError where an end is missing, or low > high.
    """
    whole: Box = {}
    for p in parameters(sided.body):
        if p.name not in boxes:
            raise ValueError(f"no box for {p.name}")
        low, high = (Fraction(end) for end in boxes[p.name])
        if low > high:
            raise ValueError(f"the box of {p.name} is empty: {low} > {high}")
        whole[p.name] = (low, high)
    for corner in islice(product(*whole.values()), MOST_CORNERS):
        if (point := _fails(sided, dict(zip(whole, corner, strict=True)))) is not None:
            return Refuted(point, 0)
    waiting, count = deque([whole]), 0
    while waiting:  # breadth first: a place where the relation is tight does not keep the search from the others
        if count >= limit:
            return Undecided(count, waiting[0])
        box, count = waiting.popleft(), count + 1
        truth, face = _truth(sided, box)
        if truth:
            continue
        for place in (face, box):
            if (point := _fails(sided, _middle(place), sure=truth is False)) is not None:
                return Refuted(point, count)
        sides = [name for name, (low, high) in box.items() if low < high]
        if not sides:
            return Undecided(count, box)
        widest = max(sides, key=lambda name: _share(box[name], whole[name]))
        cut = _cut(*box[widest])
        waiting += ({**box, widest: (box[widest][0], cut)}, {**box, widest: (cut, box[widest][1])})
    return Certified(count)


def _share(side: tuple[Fraction, Fraction], whole: tuple[Fraction, Fraction]) -> Fraction:
    return (side[1] - side[0]) / (whole[1] - whole[0])


def _cut(low: Fraction, high: Fraction) -> Fraction:
    """Cut at 0 where both signs occur, by the logarithm where the ends are of different sizes, else in the middle."""
    if low < 0 < high:
        return Fraction(0)
    small, large = sorted((abs(low), abs(high)))
    if small > 0 and large > 4 * small:
        cut = Fraction(sqrt(small) * sqrt(large)) * (1 if low > 0 else -1)
        if low < cut < high:
            return cut
    return (low + high) / 2


def _fails(sided: Sided, point: Mapping[str, Fraction], sure: bool = False) -> Mapping[str, Fraction] | None:
    """Return the point back where the relation certainly fails; floats, which only propose, may spare the exact question."""
    left, right = floats.evaluate(sided.body, {name: float(value) for name, value in point.items()})
    holds = left <= right if sided.sense == "<=" else left < right if sided.sense == "<" else left == right
    return point if (sure or not holds) and confirm(sided, point) is False else None


def _middle(box: Box) -> dict[str, Fraction]:
    return {name: (low + high) / 2 for name, (low, high) in box.items()}


def _truth(sided: Sided, box: Box) -> tuple[bool | None, Box]:
    """Tell whether the relation holds on all of the box (True), fails on all of a face of it (False, and the face), or neither is known.

    Where the margin, right minus left, only grows or only falls along a side, the face at its smaller end decides.
    """
    sides = [name for name, (low, high) in box.items() if low < high]
    if not sides:
        return confirm(sided, {name: low for name, (low, _) in box.items()}), box
    values = {name: box[name] if name in sides else box[name][0] for name in box}
    if len(sides) > MOST:
        left, right = balls.evaluate(sided.body, values, BITS)
        return _decided(sided.sense, left, right), box
    a, b = jet(sided.body, values, sides, BITS)
    known = _decided(sided.sense, a.value, b.value)
    if known is not None or not (a.continuous and b.continuous and a.value.finite() and b.value.finite()):
        return known, box
    middle = _middle(box)
    left, right = balls.evaluate(sided.body, middle, BITS)
    face = dict(box)
    with balls.precision(BITS):
        margin = right - left
        for name, up, down in zip(sides, b.gradient, a.gradient, strict=True):
            low, high = box[name]
            slope = up - down
            margin += slope * balls.ball((low - middle[name], high - middle[name]))
            end = low if (slope >= 0).known else high if (slope <= 0).known else None
            face[name] = box[name] if end is None else (end, end)
        known = _decided(sided.sense, balls.ball(0), margin)
    return (known, box) if known is not None or face == box or sided.sense == "==" else _truth(sided, face)


def _decided(sense: str, left: Ball, right: Ball) -> bool | None:
    truth: Truth = balls.equal(left, right) if sense == "==" else left < right if sense == "<" else left <= right
    return truth.known
