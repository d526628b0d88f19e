"""Read a body in balls: every result certainly contains the true one; a comparison is true, false or unknown.

Integer powers are multiplied out, a division by a ball that contains 0 gives an unbounded ball, and `where` gives the hull of both
sides where its condition is unknown. Nothing here decides a branch on a guess.
"""

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
from flint import arb, fmpq

from theorysim.readings.read import read


@dataclass(frozen=True)
class Truth:
    """True, False, or None for unknown; asking an unknown one for a branch raises ValueError."""

    known: bool | None

    def __bool__(self) -> bool:
        if self.known is None:
            raise ValueError("a ball straddles the boundary: decide branches with where")
        return self.known


def rational(value: Any) -> fmpq:
    """Convert a Fraction, an int or a float, exactly."""
    fraction = Fraction(value)
    return fmpq(fraction.numerator, fraction.denominator)


def enclose(value: Any) -> arb:
    """Make the smallest ball of the working precision around a number; a pair (low, high) is an interval."""
    if isinstance(value, Ball):
        return value.arb
    if isinstance(value, arb):
        return value
    if isinstance(value, tuple):
        return enclose(value[0]).union(enclose(value[1]))
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return arb(value)
    return arb(rational(value))


EVERYTHING = arb(0, float("inf"))


def _bounded(result: arb) -> arb:
    return EVERYTHING if result.is_nan() else result


@dataclass(frozen=True)
class Ball:
    """A real number known up to a radius."""

    arb: arb

    def __add__(self, other: Any) -> "Ball":
        return Ball(_bounded(self.arb + enclose(other)))

    def __sub__(self, other: Any) -> "Ball":
        return Ball(_bounded(self.arb - enclose(other)))

    def __rsub__(self, other: Any) -> "Ball":
        return Ball(_bounded(enclose(other) - self.arb))

    def __mul__(self, other: Any) -> "Ball":
        if other is self:
            return Ball(_square(self.arb))
        return Ball(_bounded(self.arb * enclose(other)))

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(self, other: Any) -> "Ball":
        bottom = enclose(other)
        return Ball(EVERYTHING if bottom.contains(0) else _bounded(self.arb / bottom))

    def __rtruediv__(self, other: Any) -> "Ball":
        return Ball(enclose(other)) / self

    def __neg__(self) -> "Ball":
        return Ball(-self.arb)

    def __pow__(self, n: Any) -> "Ball":
        return power(self, n)

    def __lt__(self, other: Any) -> Truth:
        return _below(self.arb, enclose(other), strict=True)

    def __le__(self, other: Any) -> Truth:
        return _below(self.arb, enclose(other), strict=False)

    def __gt__(self, other: Any) -> Truth:
        return _below(enclose(other), self.arb, strict=True)

    def __ge__(self, other: Any) -> Truth:
        return _below(enclose(other), self.arb, strict=False)


def _below(a: arb, b: arb, strict: bool) -> Truth:
    if (a < b) if strict else (a <= b):
        return Truth(True)
    return Truth(False) if ((b <= a) if strict else (b < a)) else Truth(None)


def _square(x: arb) -> arb:
    low, high = x.abs_lower(), x.abs_upper()
    return (low * low).union(high * high)


def where(condition: Any, yes: Any, no: Any) -> Any:
    known = condition.known if isinstance(condition, Truth) else bool(condition)
    if known is None:
        return Ball(enclose(yes).union(enclose(no)))
    return yes if known else no


def power(x: Any, n: Any) -> Ball:
    """Give x^n: by squaring for an integer n, else exp(n log x)."""
    exponent = enclose(n)
    whole = exponent.unique_fmpz() if exponent.is_exact() else None
    base = enclose(x)
    if whole is None:
        return Ball(_bounded(base**exponent)) if base > 0 else Ball(EVERYTHING)
    result, square, left = arb(1), base, abs(int(whole))
    while left:
        if left & 1:
            result = result * square
        square, left = _square(square), left >> 1
    return Ball(result) if whole >= 0 else 1 / Ball(result)


def _monotone(function: Callable[[arb], arb], defined: Callable[[arb], bool] = lambda x: True) -> Callable[[Any], Ball]:
    def at(x: Any) -> Ball:
        ball = enclose(x)
        return Ball(_bounded(function(ball)) if defined(ball) else EVERYTHING)

    return at


def absolute(x: Any) -> Ball:
    ball = enclose(x)
    return Ball(ball.abs_lower().union(ball.abs_upper()))


def flat(t: Any, n: Any) -> Ball:
    """Give exp(-1/t^2)/t^n for t > 0, else 0; on a ball that reaches below 1/2 it is bounded by its rise from 0."""
    ball = enclose(t)
    if ball <= 0:
        return Ball(arb(0))
    if ball > 0:
        return Ball((-1 / _square(ball)).exp()) / power(t, n)
    peak = (arb(2) / enclose(n)).sqrt() if enclose(n) > 0 else None  # exp(-1/t^2)/t^n rises up to t = sqrt(2/n)
    top = ball.upper() if peak is None else peak.min(ball.upper())
    return Ball(arb(0).union(((-1 / (top * top)).exp()) / enclose(power(Ball(top), n))))


def meaning() -> dict[str, Any]:
    """Give the meaning of the words in balls, at the working precision."""
    return {
        "where": where,
        "equal": lambda a, b: Truth(
            True if enclose(a).is_exact() and enclose(a) == enclose(b) else None if enclose(a).overlaps(enclose(b)) else False
        ),
        "absolute": absolute,
        "minimum": lambda a, b: Ball(enclose(a).min(enclose(b))),
        "maximum": lambda a, b: Ball(enclose(a).max(enclose(b))),
        "sqrt": _monotone(lambda x: x.sqrt(), lambda x: x >= 0),
        "exp": _monotone(lambda x: x.exp()),
        "log": _monotone(lambda x: x.log(), lambda x: x > 0),
        "sin": _monotone(lambda x: x.sin()),
        "cos": _monotone(lambda x: x.cos()),
        "erfc": _monotone(lambda x: x.erfc()),
        "flat": flat,
        "power": power,
        "pi": Ball(arb.pi()),
        "e": Ball(arb(1).exp()),
    }


@contextmanager
def precision(bits: int) -> Any:
    """Work with so many bits, and give the old precision back."""
    old, flint.ctx.prec = flint.ctx.prec, bits
    try:
        yield
    finally:
        flint.ctx.prec = old


def evaluate(body: Callable[..., Any], values: Mapping[str, Any], bits: int = 200) -> Any:
    """Give what the body returns at a point or on a box, in balls.

    Values are Fractions, ints, floats (exact), Balls, or pairs (low, high).
    """
    with precision(bits):
        result = read(body, meaning())(**{name: Ball(enclose(value)) for name, value in values.items()})
        whole = tuple(r if isinstance(r, Ball | Truth) else Ball(enclose(r)) for r in (result if isinstance(result, tuple) else (result,)))
        return whole if isinstance(result, tuple) else whole[0]
