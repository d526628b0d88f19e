"""Read a body in rationals: exact, or not at all."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from theorysim.readings.read import read


class NotRational(ArithmeticError):
    """The body leaves the rationals here."""


def _leaves(name: str) -> Callable[..., Any]:
    def raises(*_: Any) -> Any:
        raise NotRational(f"{name} is not rational")

    return raises


def _power(x: Any, n: Any) -> Fraction:
    if Fraction(n).denominator != 1:
        raise NotRational("a power that is no integer")
    return Fraction(x) ** int(n)


MEANING: dict[str, Any] = {name: _leaves(name) for name in ("exp", "log", "sin", "cos", "sqrt", "erfc", "flat")}
MEANING |= {"power": _power, "pi": None, "e": None}


def _rational(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_rational(v) for v in value)
    if value is None:
        raise NotRational("a transcendental constant")
    return Fraction(value)


def evaluate(body: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """Give what the body returns, as Fractions.

    Raises NotRational where a transcendental word is met, ZeroDivisionError where the body divides by 0.
    """
    try:
        return _rational(read(body, MEANING)(**{name: Fraction(value) for name, value in values.items()}))
    except TypeError as reason:
        raise NotRational(str(reason)) from reason
