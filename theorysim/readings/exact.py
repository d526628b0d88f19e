"""Read a body in rationals: exact, or not at all."""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import isfinite, isqrt
from typing import Any

from flint import fmpq

from theorysim.readings.meant import meant
from theorysim.readings.read import read

MOST_ROOT = 100  # of a root that is looked for among the rationals
MOST_DIGITS = 10**7  # bits of a power; beyond them it is not written out


class NotRational(ArithmeticError):
    """The body leaves the rationals here."""


def _number(value: Any) -> fmpq:
    if type(value) is int:
        return fmpq(value)
    try:
        exactly = value if type(value) is Fraction else Fraction(value)
    except (ValueError, OverflowError) as reason:
        raise NotRational(f"{value} is no rational") from reason
    return fmpq(int(exactly.numerator), int(exactly.denominator))


def _of(number: fmpq) -> "Rational":
    """Return a number that is a rational already, which is not looked at once more."""
    made = object.__new__(Rational)
    made.number = number
    return made


class Rational:
    """A fraction that stays one, as FLINT's: a float constant of a body counts as the dyadic rational that it is."""

    __slots__ = ("number",)

    def __init__(self, value: Any):
        self.number: fmpq = value.number if isinstance(value, Rational) else _number(value)

    @property
    def fraction(self) -> Fraction:
        """The same number as Python's."""
        return Fraction(int(self.number.p), int(self.number.q))

    def __neg__(self) -> "Rational":
        return _of(-self.number)

    def __abs__(self) -> "Rational":
        return _of(abs(self.number))

    def __pow__(self, n: Any) -> "Rational":
        return _power(self, n)

    def __rpow__(self, base: Any) -> "Rational":
        return _power(base, self)

    def __bool__(self) -> bool:
        return bool(self.number != 0)


class _Transcendental(Rational):
    """pi or e: every use of it leaves the rationals."""

    __slots__ = ()

    def __init__(self) -> None:
        pass

    def __getattribute__(self, name: str) -> Any:
        if name in ("number", "fraction"):
            raise NotRational("a transcendental constant")
        return super().__getattribute__(name)


def _arithmetic(operation: Callable[[fmpq, fmpq], fmpq], swapped: bool) -> Callable[[Rational, Any], Rational]:
    def apply(a: Rational, b: Any) -> Rational:
        x, y = a.number, b.number if isinstance(b, Rational) else _number(b)
        return _of(operation(y, x) if swapped else operation(x, y))

    return apply


def _comparison(operation: Callable[[fmpq, fmpq], bool]) -> Callable[[Rational, Any], bool]:
    return lambda a, b: operation(a.number, b.number if isinstance(b, Rational) else _number(b))


for _name in ("add", "sub", "mul", "truediv"):
    setattr(Rational, f"__{_name}__", _arithmetic(getattr(operator, _name), False))
    setattr(Rational, f"__r{_name}__", _arithmetic(getattr(operator, _name), True))
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(Rational, f"__{_name}__", _comparison(getattr(operator, _name)))


def _only_at(name: str, place: int, result: int) -> Callable[[Any], Rational]:
    """Read a function whose one rational value at a rational place is `result`, at `place`."""

    def at(x: Any) -> Rational:
        if Rational(x).number != place:
            raise NotRational(f"{name} is not rational")
        return Rational(result)

    return at


def _sqrt(x: Any) -> Rational:
    value = Rational(x).number
    if value >= 0:
        root = fmpq(isqrt(int(value.p)), isqrt(int(value.q)))
        if root * root == value:
            return _of(root)
    raise NotRational("sqrt is not rational")


def _flat(t: Any, n: Any) -> Rational:
    if Rational(t).number > 0:
        raise NotRational("flat is not rational")
    return Rational(0)


def _whole_root(value: fmpq, n: int) -> fmpq:
    """Return the rational whose n-th power a value >= 0 is; raises NotRational where there is none."""
    if value >= 0 and n <= MOST_ROOT:
        root = fmpq(value.p.root(n), value.q.root(n))
        if root**n == value:
            return root
    raise NotRational("a power that is not rational")


def _power(x: Any, n: Any) -> Rational:
    base, exponent = Rational(x).number, Rational(n).number
    if exponent.q != 1:
        base, exponent = _whole_root(base, int(exponent.q)), fmpq(exponent.p)
    size, times = max(base.p.bit_length(), base.q.bit_length()) - 1, int(exponent.p)
    if size * abs(times) > MOST_DIGITS:
        raise NotRational("a power of too many digits")
    return _of(base**times)


def _where(condition: Any, yes: Any, no: Any) -> Any:
    if not isinstance(condition, bool | Rational):
        raise TypeError(f"a {type(condition).__name__} decides no branch")
    return yes if condition else no


MEANING: dict[str, Any] = {
    "where": _where,
    "equal": lambda a, b: Rational(a).number == Rational(b).number,
    "absolute": lambda x: abs(Rational(x)),
    "minimum": lambda a, b: a if Rational(a).number <= Rational(b).number else b,
    "maximum": lambda a, b: a if Rational(a).number >= Rational(b).number else b,
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


@lru_cache(maxsize=4096)
def _reading(body: Callable[..., Any], as_meant: bool) -> Any:
    return read(body, MEANING, constant=(lambda value: Rational(meant(value)) if isfinite(value) else value) if as_meant else None)


def _each(value: Any, of: Callable[[Any], Any]) -> Any:
    return tuple(_each(v, of) for v in value) if isinstance(value, tuple) else of(value)


def numbers(body: Callable[..., Any], values: Mapping[str, Any], as_meant: bool = False) -> Any:
    """Return the same as `evaluate`, as FLINT's fractions, which are faster to reckon with."""
    return _each(_reading(body, as_meant)(**{name: Rational(value) for name, value in values.items()}), lambda v: Rational(v).number)


def evaluate(body: Callable[..., Any], values: Mapping[str, Any], as_meant: bool = False) -> Any:
    """Return what the body returns, as Fractions; a tuple where it returns one; its rounded constants `as_meant` where that is asked.

    Raises NotRational where the result is not rational, infinite or NaN, ZeroDivisionError where the body divides by 0.
    """
    return _each(numbers(body, values, as_meant), lambda number: Fraction(int(number.p), int(number.q)))
