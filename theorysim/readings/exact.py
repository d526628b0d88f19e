"""Read a body in rationals: exact, or not at all."""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from theorysim.readings.read import read


class NotRational(ArithmeticError):
    """The body leaves the rationals here."""


class Rational:
    """A Fraction that stays one: a float constant of a body counts as the dyadic rational that it is."""

    __slots__ = ("fraction",)

    def __init__(self, value: Any):
        self.fraction: Fraction = value.fraction if isinstance(value, Rational) else Fraction(value)

    def __neg__(self) -> "Rational":
        return Rational(-self.fraction)

    def __abs__(self) -> "Rational":
        return Rational(abs(self.fraction))

    def __pow__(self, n: Any) -> "Rational":
        return _power(self, n)

    def __bool__(self) -> bool:
        return bool(self.fraction)


def _arithmetic(operation: Callable[[Fraction, Fraction], Fraction], swapped: bool) -> Callable[[Rational, Any], Rational]:
    def apply(a: Rational, b: Any) -> Rational:
        x, y = a.fraction, Rational(b).fraction
        return Rational(operation(y, x) if swapped else operation(x, y))

    return apply


def _comparison(operation: Callable[[Fraction, Fraction], bool]) -> Callable[[Rational, Any], bool]:
    return lambda a, b: operation(a.fraction, Rational(b).fraction)


for _name in ("add", "sub", "mul", "truediv"):
    setattr(Rational, f"__{_name}__", _arithmetic(getattr(operator, _name), False))
    setattr(Rational, f"__r{_name}__", _arithmetic(getattr(operator, _name), True))
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(Rational, f"__{_name}__", _comparison(getattr(operator, _name)))


def _leaves(name: str) -> Callable[..., Any]:
    def raises(*_: Any) -> Any:
        raise NotRational(f"{name} is not rational")

    return raises


def _power(x: Any, n: Any) -> Rational:
    exponent = Rational(n).fraction
    if exponent.denominator != 1:
        raise NotRational("a power that is no integer")
    return Rational(Rational(x).fraction ** int(exponent))


MEANING: dict[str, Any] = {name: _leaves(name) for name in ("exp", "log", "sin", "cos", "sqrt", "erfc", "flat")}
MEANING |= {"power": _power, "pi": None, "e": None}


def _rational(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_rational(v) for v in value)
    if value is None:
        raise NotRational("a transcendental constant")
    return Rational(value).fraction


def evaluate(body: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """Give what the body returns, as Fractions.

    Raises NotRational where a transcendental word is met, ZeroDivisionError where the body divides by 0.
    """
    try:
        return _rational(read(body, MEANING)(**{name: Rational(value) for name, value in values.items()}))
    except TypeError as reason:
        raise NotRational(str(reason)) from reason
