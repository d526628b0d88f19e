"""Compare a gradient with the derivative of the value along directions, in jets of balls: for many coordinates at once.

Two functions that are not the same differ along a random direction at a random point; the coordinate at fault is then found by
halving the direction. Points are drawn at three scales and fall on no kink: those have laws of their own.
"""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from theorysim.domains import parameters
from theorysim.entries import Objective
from theorysim.members.branches import coordinates
from theorysim.readings import balls, jets
from theorysim.readings.instances import settings

BITS = 200
CLOSE = Fraction(1, 10**30)  # of a difference, relative to the derivative
SCALES = (Fraction(1), Fraction(1, 10), Fraction(4))
FEW = 50  # coordinates up to which every setting of the parameters is tried, at every scale

Point = Mapping[str, Fraction]


def wrong_slopes(objective: Objective) -> list[str]:
    """Tell where an objective in plain coordinates has a gradient that is not the derivative of its value, at most three places."""
    axes, draw, found, compared = coordinates(objective), random.Random(0), [], 0
    every = list(settings(objective))
    for own in every if len(axes) <= FEW else every[1:2]:  # the parameters are tried in few coordinates
        for scale in SCALES if len(axes) <= FEW else SCALES[:1]:
            point = {a: scale * Fraction(draw.randint(-400, 400), 211) for a in axes}
            way = [Fraction(draw.choice((-1, 1)) * draw.randint(1, 96), 16) for _ in axes]
            try:
                known = difference(objective, point, own, way)
            except ValueError:  # a wide ball: the point is too near to a kink
                continue
            compared += 1
            if known is not None:
                found.append(_where(objective, point, own, way))
    return found[:3] if compared else ["at no point tried could the gradient be compared with the derivative of the value"]


def difference(objective: Objective, point: Point, own: Mapping[str, Any], way: Sequence[Fraction]) -> tuple[float, float] | None:
    """Return <gradient, way> and the derivative of the value along the way where they certainly differ, None where they agree.

    Raises ValueError where the balls are too wide to tell.
    """
    value, moving = objective.value, tuple((a, x, u) for (a, x), u in zip(point.items(), way, strict=True) if u)
    still = {a: x for (a, x), u in zip(point.items(), way, strict=True) if not u}
    takes = {p.name for p in parameters(value)}

    def line(t, **rest):  # type: ignore[no-untyped-def]
        return value(**{a: x + t * u for a, x, u in moving}, **rest)

    rate = jets.jet(line, {"t": 0, **still, **{n: v for n, v in own.items() if n in takes}}, ("t",), BITS).gradient[0]
    along = {p.name: 0 for p in parameters(objective.gradient) if p.domain.role == "direction"}
    slopes = balls.evaluate(objective.gradient, {**point, **own, **along}, BITS)
    with balls.precision(BITS):
        entries = slopes if isinstance(slopes, tuple) else (slopes,)
        given = balls.ball(0)
        for entry, u in zip(entries, way, strict=True):
            given = given + entry * u
        away = abs(given - rate)
        if (away > CLOSE * (1 + abs(rate))).known:
            return float(given.arb), float(rate.arb)
        if not (away < CLOSE * (1 + abs(rate))).known:
            raise ValueError("the balls are too wide")
    return None


def _where(objective: Objective, point: Point, own: Mapping[str, Any], way: Sequence[Fraction]) -> str:
    """Halve the direction until one coordinate is left, and say what differs there."""
    names, low, high = list(point), 0, len(way)
    while high - low > 1:
        middle = (low + high) // 2
        part = [u if low <= i < middle else Fraction(0) for i, u in enumerate(way)]
        low, high = (low, middle) if difference(objective, point, own, part) else (middle, high)
    given, true = difference(objective, point, own, [Fraction(int(i == low)) for i in range(len(way))]) or (0.0, 0.0)
    near = ", ".join(f"{a} = {point[a]}" for a in names[max(low - 1, 0) : low + 2])
    settled = ", ".join([near, *(f"{n} = {v}" for n, v in own.items())])
    said = f"gradient, coordinate {names[low]} of {len(names)}, at {settled}"
    return f"{said}: it is {given:.9g}, the derivative of the value is {true:.9g}; they differ by {given - true:.6g}"
