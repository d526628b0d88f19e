"""Check a game of one variable: a polyline lies in its class, answers what a method was told, and no point that it reached is a success.

A certificate is plain data, every number a rational as text: `kinks` with the values there, the slopes at both ends, what the class
allows (`steepness`, `gap`), the calls (point, direction, value or null, gradient), the points reached, x_0 first, `radius` and `epsilon`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any


class Polyline:
    """A continuous function of one variable, affine between its kinks."""

    def __init__(self, kinks: list[Fraction], values: list[Fraction], ends: tuple[Fraction, Fraction]):
        steps = list(zip(kinks, kinks[1:], values, values[1:], strict=False))
        self.kinks, self.values = kinks, values
        self.slopes = [ends[0], *((fb - fa) / (b - a) for a, b, fa, fb in steps), ends[1]]

    def value(self, x: Fraction) -> Fraction:
        j = max(bisect_right(self.kinks, x) - 1, 0)
        return self.values[j] + (x - self.kinks[j]) * self.slopes[0 if x < self.kinks[0] else j + 1]

    def slope(self, x: Fraction, along: Fraction) -> Fraction:
        """Return the generalized gradient g with g v = f'(x; v); the right one for v = 0."""
        return self.slopes[(bisect_left if along < 0 else bisect_right)(self.kinks, x)]

    def within(self, x: Fraction, radius: Fraction) -> tuple[Fraction, Fraction]:
        """Return the ends of all generalized gradients within a radius."""
        met = self.slopes[bisect_left(self.kinks, x - radius) : bisect_right(self.kinks, x + radius) + 1]
        return min(met), max(met)


def wrong(certificate: Mapping[str, Any]) -> Iterator[str]:
    """Return what is wrong with a certificate of a lost game; nothing where it is right."""
    one = {name: Fraction(certificate[name]) for name in ("steepness", "gap", "radius", "epsilon", "first", "last")}
    kinks, values = ([Fraction(x) for x in certificate[name]] for name in ("kinks", "values"))
    if not kinks or len(kinks) != len(values) or any(b <= a for a, b in zip(kinks, kinks[1:], strict=False)):
        yield "the kinks do not ascend, or their values are not as many"
        return
    f = Polyline(kinks, values, (one["first"], one["last"]))
    if any(abs(slope) > one["steepness"] for slope in f.slopes):
        yield f"a slope is steeper than {one['steepness']}"
    if one["first"] > 0 or one["last"] < 0:
        yield "it is not bounded below"
    if not certificate["reached"]:
        yield "no point was reached"
        return
    if (gap := f.value(Fraction(certificate["reached"][0])) - min(values)) > one["gap"]:
        yield f"f(x_0) - inf f is {gap}, above {one['gap']}"
    for n, (x, v, value, g) in enumerate(certificate["calls"], 1):
        if value is not None and f.value(Fraction(x)) != Fraction(value):
            yield f"call {n}: the value at {x} is {f.value(Fraction(x))}, and {value} was answered"
        if f.slope(Fraction(x), Fraction(v)) != Fraction(g):
            yield f"call {n}: the slope at {x} is {f.slope(Fraction(x), Fraction(v))}, and {g} was answered"
    for t, x in enumerate(certificate["reached"]):
        low, high = f.within(Fraction(x), one["radius"])
        if max(low, -high) <= one["epsilon"]:
            yield f"x_{t} = {x} is a success: the generalized gradients within {one['radius']} are from {low} to {high}"
