"""Read a body in balls: every result certainly contains the true one; a comparison is true, false or unknown.

A ball whose midpoint is NaN stands for a number that may be anything: unbounded, or perhaps undefined somewhere, as after a division by
a ball that contains 0. Comparisons with it are unknown, so that nothing that rests on it is ever certified. `where` gives the hull
of both sides where its condition is unknown. Nothing here decides a branch on a guess.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from math import isfinite
from typing import Any

import flint
from flint import arb, fmpq

from theorysim.readings.meant import meant
from theorysim.readings.read import Unreadable, read

UNKNOWN, NOTHING = arb("nan"), arb(0)
SMALL = 64  # a whole number that bodies hold often


@dataclass(frozen=True)
class Truth:
    """True, False, or None for unknown; asking an unknown one for a branch raises ValueError."""

    known: bool | None

    def __bool__(self) -> bool:
        if self.known is None:
            raise ValueError("a ball straddles the boundary: decide branches with where")
        return self.known


class Ball:
    """A real number known up to a radius; `ends` are the exact ends of an argument, which a ball only approximates. Nothing changes it."""

    __slots__ = ("arb", "ends")

    def __init__(self, number: arb, ends: tuple[Fraction, Fraction] | None = None):
        self.arb, self.ends = number, ends

    def __add__(self, other: Any) -> "Ball":
        b = ball(other).arb
        sign = _sign(self.arb)
        return _made(self.arb + b, sign if sign == _sign(b) else 0)

    def __sub__(self, other: Any) -> "Ball":
        minus, sign = -ball(other).arb, _sign(self.arb)
        return _made(self.arb + minus, sign if sign == _sign(minus) else 0)

    def __rsub__(self, other: Any) -> "Ball":
        return ball(other) - self

    def __mul__(self, other: Any) -> "Ball":
        b = ball(other).arb
        return power(self, 2) if other is self else _made(self.arb * b, _sign(self.arb) * _sign(b))

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(self, other: Any) -> "Ball":
        bottom = ball(other).arb
        return Ball(UNKNOWN) if bottom.contains(0) else _made(self.arb / bottom, _sign(self.arb) * _sign(bottom))

    def __rtruediv__(self, other: Any) -> "Ball":
        return ball(other) / self

    def __neg__(self) -> "Ball":
        return Ball(-self.arb, None if self.ends is None else (-self.ends[1], -self.ends[0]))

    def __abs__(self) -> "Ball":
        if self.ends is not None and (self.ends[0] >= 0 or self.ends[1] <= 0):
            return self if self.ends[0] >= 0 else -self
        return _made(self.arb.abs_lower().union(self.arb.abs_upper()), 1)

    def __pow__(self, n: Any) -> "Ball":
        return power(self, n)

    def __rpow__(self, base: Any) -> "Ball":
        return power(base, self)

    def __lt__(self, other: Any) -> Truth:
        return _below(self, ball(other), strict=True)

    def __le__(self, other: Any) -> Truth:
        return _below(self, ball(other), strict=False)

    def __gt__(self, other: Any) -> Truth:
        return _below(ball(other), self, strict=True)

    def __ge__(self, other: Any) -> Truth:
        return _below(ball(other), self, strict=False)

    def finite(self) -> bool:
        """Tell whether the ball is bounded, and so the number certainly defined."""
        return bool(self.arb.is_finite())


def _sign(x: arb) -> int:
    """Return 1 where x >= 0 certainly, -1 where x <= 0, else 0."""
    return 1 if x >= NOTHING else -1 if x <= NOTHING else 0


def _made(result: arb, sign: int = 0) -> Ball:
    """Make a ball of a result whose sign (1 for >= 0) may be known beyond the radius, which is rounded up and would blur it."""
    if not (result.is_finite() or result.is_exact()):
        return Ball(UNKNOWN)
    return Ball(result if not sign else result.nonnegative_part() if sign > 0 else -((-result).nonnegative_part()))


def _ended(result: arb, ends: tuple[Fraction, Fraction] | None) -> Ball:
    return Ball(_made(result, 0 if ends is None else 1 if ends[0] >= 0 else -1 if ends[1] <= 0 else 0).arb, ends)


def rational(value: Any) -> fmpq:
    """Convert a Fraction, an int or a float, exactly."""
    fraction = value if type(value) is Fraction else Fraction(value)
    return fmpq(fraction.numerator, fraction.denominator)


def ball(value: Any) -> Ball:
    """Make a small ball of the working precision around a number, exactly given; a pair (low, high) is an interval."""
    if isinstance(value, Ball):
        return value
    if type(value) is int and -SMALL <= value <= SMALL:
        return _whole_number(value)
    if isinstance(value, tuple):
        low, high = ball(value[0]), ball(value[1])
        hull = low.arb.union(high.arb)
        ends = (low.ends[0], high.ends[1]) if low.ends and high.ends else None
        return _ended(hull, ends)
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return Ball(arb(value))
    exactly = value if type(value) is Fraction else Fraction(value)
    return Ball(arb(rational(exactly)), (exactly, exactly))


@cache
def _whole_number(value: int) -> Ball:
    """Return a small whole number, which is exact at every precision."""
    return Ball(arb(value), (Fraction(value), Fraction(value)))


def _below(a: Ball, b: Ball, strict: bool) -> Truth:
    if a.ends and b.ends:
        (a_low, a_high), (b_low, b_high) = a.ends, b.ends
        if (a_high < b_low) if strict else (a_high <= b_low):
            return Truth(True)
        return Truth(False) if ((a_low >= b_high) if strict else (a_low > b_high)) else Truth(None)
    if (a.arb < b.arb) if strict else (a.arb <= b.arb):
        return Truth(True)
    return Truth(False) if ((b.arb <= a.arb) if strict else (b.arb < a.arb)) else Truth(None)


def equal(a: Any, b: Any) -> Truth:
    """Tell whether two numbers are the same: known for exact ones, and for balls that do not meet."""
    one, other = ball(a), ball(b)
    if one.ends and other.ends and one.ends[0] == one.ends[1] and other.ends[0] == other.ends[1]:
        return Truth(one.ends == other.ends)
    apart = (one < other).known or (one > other).known
    return Truth(False if apart else True if one.arb == other.arb else None)  # == of arb: both exact, and the same


def hull(yes: Any, no: Any) -> Any:
    """Return the least ball that contains both, entry by entry for tuples."""
    if isinstance(yes, tuple):
        return tuple(hull(a, b) for a, b in zip(yes, no, strict=True))
    a, b = ball(yes).arb, ball(no).arb
    return _made(a.union(b), _sign(a) if _sign(a) == _sign(b) else 0)


def where(condition: Any, yes: Any, no: Any) -> Any:
    """Return the side that the condition picks, the hull of both where it is unknown."""
    known = condition.known if isinstance(condition, Truth) else bool(condition)
    return hull(yes, no) if known is None else yes if known else no


def _product(x: arb, n: int) -> arb:
    result = arb(1)
    while n:
        result, x, n = (result * x if n & 1 else result), x * x, n >> 1
    return result


def power(x: Any, n: Any) -> Ball:
    """Return x^n: from the ends of x for an integer n, else exp(n log x), and 0 at 0 for a positive n."""
    exponent, base = ball(n).arb, ball(x).arb
    whole = exponent.unique_fmpz() if exponent.is_exact() else None
    if whole is None:
        if base >= 0 and not base > 0 and exponent > 0 and base.is_finite():
            return _made(arb(0).union(base.upper() ** exponent), 1) if base.upper() > 0 else Ball(arb(0))
        return _made(base**exponent, 1) if base > 0 else Ball(UNKNOWN)
    k = int(whole)
    if k < 0:
        return 1 / power(x, -k)
    if k == 0:
        return Ball(arb(1)) if base.is_finite() else Ball(UNKNOWN)  # 1/x over 0 has no power there
    if base.is_exact() or not base.is_finite():
        return _made(_product(base, k))
    low, high = (base.lower(), base.upper()) if k % 2 else (base.abs_lower(), base.abs_upper())
    return _made(_product(low, k).union(_product(high, k)), 1 if k % 2 == 0 else _sign(base))


def flat(t: Any, n: Any) -> Ball:
    """Return exp(-1/t^2)/t^n for t > 0, else 0: it rises from 0 up to t = sqrt(2/n), without end for n <= 0."""
    place, order = ball(t), ball(n)
    if (place <= 0).known:
        return Ball(arb(0))
    peaked, rising = (order > 0).known, (order <= 0).known
    if not place.finite() or not (peaked or rising):
        return Ball(UNKNOWN)
    top = Ball((arb(2) / order.arb).sqrt().min(place.arb.upper()) if peaked else place.arb.upper())
    below_top = arb(0).union((_bump(top) / power(top, n)).arb)
    if place.arb > 0:
        direct = (_bump(place) / power(place, n)).arb
        below_top = direct.intersection(below_top) if direct.is_finite() and below_top.is_finite() else below_top
    return _made(below_top, 1)


def _bump(t: Ball) -> Ball:
    return _made((-1 / power(t, 2)).arb.exp(), 1)


def _applied(function: Callable[[arb], arb], defined: Callable[[arb], bool] = arb.is_finite, sign: int = 0) -> Callable[[Any], Ball]:
    def at(x: Any) -> Ball:
        inside = ball(x).arb
        return _made(function(inside), sign) if defined(inside) else Ball(UNKNOWN)

    return at


def minimum(a: Any, b: Any) -> Ball:
    one, other = ball(a), ball(b)
    ends = (min(one.ends[0], other.ends[0]), min(one.ends[1], other.ends[1])) if one.ends and other.ends else None
    return _ended(one.arb.min(other.arb), ends)


def maximum(a: Any, b: Any) -> Ball:
    return -minimum(-ball(a), -ball(b))


sqrt = _applied(lambda x: x.sqrt(), lambda x: x >= 0, sign=1)
exp = _applied(lambda x: x.exp(), lambda x: True, sign=1)
log = _applied(lambda x: x.log(), lambda x: x > 0)
sin, cos, erfc = _applied(lambda x: x.sin()), _applied(lambda x: x.cos()), _applied(lambda x: x.erfc(), sign=1)


def pi() -> Ball:
    """Return pi at the working precision."""
    return Ball(arb.pi())


def e() -> Ball:
    """Return Euler's number at the working precision."""
    return Ball(arb(1).exp())


WORDS: dict[str, Callable[..., Any]] = {
    "where": where,
    "equal": equal,
    "absolute": lambda x: abs(ball(x)),
    "minimum": minimum,
    "maximum": maximum,
    "sqrt": sqrt,
    "exp": exp,
    "log": log,
    "sin": sin,
    "cos": cos,
    "erfc": erfc,
    "flat": flat,
    "power": power,
}


def middle(x: Ball) -> Fraction:
    """Return the midpoint of a bounded ball; what is below 2^-10000 counts as 0."""
    mantissa, exponent = x.arb.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent) if exponent > -10_000 else Fraction(0)


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Work with so many bits, and return the old precision back."""
    old, flint.ctx.prec = flint.ctx.prec, bits
    try:
        yield
    finally:
        flint.ctx.prec = old


@lru_cache(maxsize=4096)
def _reading(body: Callable[..., Any], bits: int, as_meant: bool) -> Any:
    constant = (lambda value: ball(meant(value)) if isfinite(value) else value) if as_meant else None
    return read(body, {**WORDS, "pi": pi(), "e": e()}, constant=constant)


def _whole(result: Any) -> Any:
    if isinstance(result, tuple):
        return tuple(_whole(part) for part in result)
    return result if isinstance(result, Truth) else ball(result)


def evaluate(body: Callable[..., Any], values: Mapping[str, Any], bits: int = 200, as_meant: bool = False) -> Any:
    """Return what the body returns at a point or on a box, in balls; a tuple where it returns one; `as_meant` as in `exact`.

    Values are Fractions, ints, floats (exact), Balls, or pairs (low, high).
    """
    try:
        with precision(bits):
            return _whole(_reading(body, bits, as_meant)(**{name: ball(value) for name, value in values.items()}))
    except TypeError as reason:
        if "unsupported operand" not in str(reason):
            raise
        raise Unreadable(f"{body.__name__} is not read on balls: {reason}") from reason
