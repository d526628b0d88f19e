"""The laws of functions with kinks: the generalized gradient fits the direction, and the interval of slopes is the right one."""

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import sympy

from theorysim.domains import parameters
from theorysim.entries import Body, Objective
from theorysim.members import branches
from theorysim.members.expansion import in_coordinates
from theorysim.readings import balls, exact
from theorysim.readings.instances import flat, settings
from theorysim.readings.paths import symbols

BITS = 800
STEP = Fraction(1, 2**300)  # of a difference quotient; a piece is longer
CLOSE = Fraction(1, 2**150)
MOST = 24  # points, and directions, in more than two coordinates
SPOTS = tuple(map(Fraction, (0, 1, -1, 2)))


def kinks(objective: Objective, own: Mapping[str, float]) -> set[Fraction]:
    """Return the breakpoints of a function of one variable at some parameters, those that are rational."""
    names = symbols({p.name: p.domain for p in objective.parameters})
    here = {names[n]: sympy.Rational(v) for n, v in own.items()}
    found = {sympy.sympify(b.at).xreplace(here) for b in branches.breakpoints(objective)} if objective.dimension == 1 else set()
    return {Fraction(str(k)) for k in found if k.is_Rational}


def number(body: Body, values: Mapping[str, Any]) -> tuple[Fraction, ...]:
    """Return what a body returns, as Fractions: exactly where it is rational, else from the middle of a small ball."""
    try:
        return flat(exact.evaluate(body, values))  # type: ignore[return-value]
    except exact.NotRational:
        return tuple(balls.middle(ball) for ball in flat(balls.evaluate(body, values, BITS)))  # type: ignore[arg-type]


def fits_the_direction(objective: Objective) -> list[str]:
    """Compare <g, v> with the rate at which the value rises along v, where a gradient takes a direction: at kinks and elsewhere.

    The rate is a difference quotient in rationals. Along no direction the gradient is the derivative where there is one, and in one
    variable lies between the slopes on both sides where there is none. A law that met no kink says so.
    """
    if not any(p.domain.role == "direction" for p in parameters(objective.gradient)):
        return []
    found, met = [], 0
    for where, one in in_coordinates(objective):
        for own in settings(objective):
            for spot in _spots(one, own):
                said, kink = _at(one, spot, own)
                found += [f"{where}{s}" for s in said]
                met += kink
    return found[:3] if met else [*found[:3], "no kink was found at small whole numbers or at a breakpoint, where a direction matters"]


def _spots(objective: Objective, own: Mapping[str, float]) -> Iterator[tuple[Fraction, ...]]:
    places, d, draw = sorted({*SPOTS, *kinks(objective, own)}), objective.dimension, random.Random(0)
    if d <= 2:
        yield from product(places, repeat=d)
    else:
        yield (Fraction(0),) * d
        yield from (tuple(draw.choices(places, k=d)) for _ in range(MOST))


def _ways(d: int) -> list[tuple[int, ...]]:
    """Return directions, each followed by its opposite: simple ones, and some in general position."""
    draw = random.Random(1)
    simple = [tuple(draw.choices((-2, -1, 0, 1, 3), k=d)) for _ in range(3)]
    half = [(1,) * d, *(simple + [tuple(draw.randint(-99, 99) for _ in range(d)) for _ in range(3)] if d > 1 else [])]
    return [way for one in half for way in (one, tuple(-v for v in one))]


def _at(objective: Objective, spot: Sequence[Fraction], own: Mapping[str, float]) -> tuple[list[str], bool]:
    """Return the complaints at a point, and whether it is a kink."""
    axes, found, rates = branches.coordinates(objective), [], []
    along = [p.name for p in parameters(objective.gradient) if p.domain.role == "direction"]
    takes = {n: v for n, v in own.items() if n in {p.name for p in parameters(objective.value)}}
    here = dict(zip(axes, spot, strict=True))
    (level,) = number(objective.value, {**here, **takes})
    ways = _ways(len(axes))

    def slope(way: Sequence[int]) -> tuple[Fraction, ...]:
        return number(objective.gradient, {**here, **dict(zip(along, way, strict=True)), **own})

    for way in ways:
        (ahead,) = number(objective.value, {a: x + STEP * v for (a, x), v in zip(here.items(), way, strict=True)} | takes)
        rates.append((ahead - level) / STEP)
        given = _times(slope(way), way)
        if _apart(given, rates[-1]):
            found.append(_said(spot, own, f"along v = {_tuple(way)} <g, v> is {float(given):.9g}", rates[-1], given))
    one = slope(ways[0])
    kink = any(_apart(_times(one, way), rate) for way, rate in zip(ways, rates, strict=True))  # no linear function
    if not kink or len(axes) == 1:
        for way, rate, behind in zip(ways[::2], rates[::2], rates[1::2], strict=True):
            given = _times(slope((0,) * len(axes)), way)
            low, high = sorted((rate, -behind))
            if (given < low or given > high) and _apart(given, rate):
                found.append(_said(spot, own, f"along v = 0 <g, {_tuple(way)}> is {float(given):.9g}", rate, given))
    return found, kink


def _times(g: Sequence[Fraction], way: Sequence[int]) -> Fraction:
    return sum((a * v for a, v in zip(g, way, strict=True)), Fraction(0))


def _apart(a: Fraction, b: Fraction) -> bool:
    return abs(a - b) > CLOSE * (1 + abs(b))


def _tuple(numbers: Sequence[Any]) -> str:
    return f"({', '.join(map(str, numbers))})" if len(numbers) > 1 else str(numbers[0])


def _said(spot: Sequence[Fraction], own: Mapping[str, float], given: str, rate: Fraction, of: Fraction) -> str:
    settled = "".join(f", {n} = {v}" for n, v in own.items())
    return f"at {_tuple(spot)}{settled}, {given}, the value rises by {float(rate):.9g}; they differ by {float(of - rate):.6g}"


def spans_its_slopes(objective: Objective) -> list[str]:
    """Compare `clarke`, exactly, with the slopes on both sides of breakpoints, of x and of the ends; those in between lie inside."""
    found = []
    for own in settings(objective) if objective.clarke is not None else ():
        for x, radius in product(map(Fraction, (0, -1, 2)), map(Fraction, (0, 1, 4))):
            spots = {x, x - radius, x + radius, *(k for k in kinks(objective, own) if abs(k - x) <= radius)}
            between = {x + radius * Fraction(k, 7) for k in range(-6, 7)}
            slopes, inside = (_slopes(objective, places, own) for places in (spots, between if radius else ()))
            low, high = number(objective.clarke, {**dict(zip(_leading(objective.clarke), (x, radius), strict=False)), **own})  # type: ignore[arg-type]
            if (low, high) != (min(slopes), max(slopes)):
                said = f"[{low}, {high}], the slopes there span [{min(slopes)}, {max(slopes)}]"
                found.append(f"within {radius} of {x} at {own} it gives {said}")
            elif inside and not low <= min(inside) <= max(inside) <= high:
                found.append(f"within {radius} of {x} at {own} it gives [{low}, {high}], between are slopes {min(inside)}, {max(inside)}")
    return found[:3]


def _leading(body: Body) -> list[str]:
    return [p.name for p in parameters(body)][:2]


def _slopes(objective: Objective, places: Any, own: Mapping[str, float]) -> list[Fraction]:
    (axis,) = branches.coordinates(objective)
    along = [p.name for p in parameters(objective.gradient) if p.domain.role == "direction"]
    ways = [dict.fromkeys(along, v) for v in ((-1, 1) if along else (0,))]
    return [number(objective.gradient, {axis: y, **way, **own})[0] for y in places for way in ways]
