"""Read the constants of a body as they were meant: 0.1, which Python rounds before anybody can read it, as 1/10."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import isfinite, nextafter
from typing import Any

from theorysim.entries import Sided
from theorysim.letters import rounded
from theorysim.readings.read import read


def meant(value: float) -> Fraction:
    """Return the simplest rational that is rounded to a float; the float itself where it was not rounded."""
    if not rounded(value):
        return Fraction(value)
    half = abs(Fraction(nextafter(value, 2 * value)) - Fraction(value)) / 2
    low, high = sorted((abs(Fraction(value)) - half, abs(Fraction(value)) + half))
    return _simplest(low, high) * (1 if value > 0 else -1)


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """Return the rational of the least denominator between two positive ones, by continued fractions."""
    whole = low.numerator // low.denominator
    if whole == low or whole + 1 <= high:
        return Fraction(whole if whole == low else whole + 1)
    return whole + 1 / _simplest(1 / (high - whole), 1 / (low - whole))


@lru_cache(maxsize=1024)
def rounded_in(body: Callable[..., Any]) -> tuple[float, ...]:
    """Return the constants that a body and what it reaches hold and that were rounded; a default is no constant of the formula."""
    found: list[float] = []

    def seen(value: float) -> float:
        found.append(value)
        return value

    read(body, {}, constant=seen)
    defaults = {id(value) for value in body.__defaults__ or ()} if hasattr(body, "__defaults__") else set()
    return tuple(dict.fromkeys(v for v in found if isfinite(v) and id(v) not in defaults and rounded(v)))


def rounded_of(*sides: Sided) -> tuple[float, ...]:
    """Return the rounded constants of relations."""
    return tuple(dict.fromkeys(value for sided in sides for value in rounded_in(sided.body)))


def reason(values: tuple[float, ...]) -> str:
    """Tell what is wrong with rounded constants, and what to write."""
    one = values[0]
    exact = meant(one)
    times = "x" if exact.numerator == 1 else f"{exact.numerator}*x"
    instead = f"{times}/{exact.denominator} for {one!r}*x" if exact.denominator < 10**6 else "a quotient of integers times a letter"
    one_or_more = "was rounded before anybody could read it" if len(values) == 1 else "were rounded before anybody could read them"
    return f"{', '.join(map(repr, values))} {one_or_more}: write {instead}"
