"""Read a body in rationals: exact, or not at all."""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import isfinite, isqrt
from typing import Any

from theorysim.readings.meant import meant
from theorysim.readings.read import read

MOST_DIGITS = 10**7  # bits of a power; beyond them it is not written out


class NotRational(ArithmeticError):
    """The body leaves the rationals here."""


class Rational:
    """A Fraction that stays one: a float constant of a body counts as the dyadic rational that it is."""

    __slots__ = ("fraction",)

    def __init__(self, value: Any):
        try:
            self.fraction: Fraction = value.fraction if isinstance(value, Rational) else Fraction(value)
        except (ValueError, OverflowError) as reason:
            raise NotRational(f"{value} is no rational") from reason

    def __neg__(self) -> "Rational":
        return Rational(-self.fraction)

    def __abs__(self) -> "Rational":
        return Rational(abs(self.fraction))

    def __pow__(self, n: Any) -> "Rational":
        return _power(self, n)

    def __rpow__(self, base: Any) -> "Rational":
        return _power(base, self)

    def __bool__(self) -> bool:
        return bool(self.fraction)


class _Transcendental(Rational):
    """pi or e: every use of it leaves the rationals."""

    __slots__ = ()

    def __init__(self) -> None:
        pass

    def __getattribute__(self, name: str) -> Any:
        if name == "fraction":
            raise NotRational("a transcendental constant")
        return super().__getattribute__(name)


def _arithmetic(operation: Callable[[Fraction, Fraction], Fraction], swapped: bool) -> Callable[[Rational, Any], Rational]:
    def apply(a: Rational, b: Any) -> Rational:
        x, y = a.fraction, (b if isinstance(b, Rational) else Rational(b)).fraction
        made = object.__new__(Rational)  # of a Fraction, which is not looked at once more
        made.fraction = operation(y, x) if swapped else operation(x, y)
        return made

    return apply


def _comparison(operation: Callable[[Fraction, Fraction], bool]) -> Callable[[Rational, Any], bool]:
    return lambda a, b: operation(a.fraction, Rational(b).fraction)


for _name in ("add", "sub", "mul", "truediv"):
    setattr(Rational, f"__{_name}__", _arithmetic(getattr(operator, _name), False))
    setattr(Rational, f"__r{_name}__", _arithmetic(getattr(operator, _name), True))
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(Rational, f"__{_name}__", _comparison(getattr(operator, _name)))


def _only_at(name: str, place: int, result: int) -> Callable[[Any], Rational]:
    """Read a function whose one rational value at a rational place is `result`, at `place`."""

    def at(x: Any) -> Rational:
        if Rational(x).fraction != place:
            raise NotRational(f"{name} is not rational")
        return Rational(result)

    return at


def _sqrt(x: Any) -> Rational:
    value = Rational(x).fraction
    if value >= 0:
        root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
        if root * root == value:
            return Rational(root)
    raise NotRational("sqrt is not rational")


def _flat(t: Any, n: Any) -> Rational:
    if Rational(t).fraction > 0:
        raise NotRational("flat is not rational")
    return Rational(0)


def _power(x: Any, n: Any) -> Rational:
    base, exponent = Rational(x).fraction, Rational(n).fraction
    if exponent.denominator != 1:
        raise NotRational("a power that is no integer")
    size = max(base.numerator.bit_length(), base.denominator.bit_length()) - 1
    if size * abs(exponent) > MOST_DIGITS:
        raise NotRational("a power of too many digits")
    return Rational(base ** int(exponent))


def _where(condition: Any, yes: Any, no: Any) -> Any:
    if not isinstance(condition, bool | Rational):
        raise TypeError(f"a {type(condition).__name__} decides no branch")
    return yes if condition else no


MEANING: dict[str, Any] = {
    "where": _where,
    "equal": lambda a, b: Rational(a).fraction == Rational(b).fraction,
    "absolute": lambda x: abs(Rational(x)),
    "minimum": lambda a, b: a if Rational(a).fraction <= Rational(b).fraction else b,
    "maximum": lambda a, b: a if Rational(a).fraction >= Rational(b).fraction else b,
    "exp": _only_at("exp", 0, 1),
    "log": _only_at("log", 1, 0),
    "sin": _only_at("sin", 0, 0),
    "cos": _only_at("cos", 0, 1),
    "erfc": _only_at("erfc", 0, 1),
    "sqrt": _sqrt,
    "flat": _flat,
    "power": _power,
    "pi": _Transcendental(),
    "e": _Transcendental(),
}


@lru_cache(maxsize=256)
def _reading(body: Callable[..., Any], as_meant: bool) -> Any:
    return read(body, MEANING, constant=(lambda value: Rational(meant(value)) if isfinite(value) else value) if as_meant else None)


def _whole(value: Any) -> Any:
    return tuple(_whole(v) for v in value) if isinstance(value, tuple) else Rational(value).fraction


def evaluate(body: Callable[..., Any], values: Mapping[str, Any], as_meant: bool = False) -> Any:
    """Return what the body returns, as Fractions; a tuple where it returns one; its rounded constants `as_meant` where that is asked.

    Raises NotRational where the result is not rational, infinite or NaN, ZeroDivisionError where the body divides by 0.
    """
    return _whole(_reading(body, as_meant)(**{name: Rational(value) for name, value in values.items()}))
