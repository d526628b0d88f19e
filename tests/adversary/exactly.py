"""Numbers of the adversary's own: a + b sqrt(d) with rational a and b, balls where that is left, or no number at all.

The words of formulas mean these numbers here, so a case is executed as Python executes it, by none of the package's readings.
"""

from fractions import Fraction
from math import isqrt
from typing import Any

import flint

BITS = 3000  # of a ball


class Unsure(ArithmeticError):
    """The balls do not tell."""


class Number:
    """a + b sqrt(d) where `ball` is None, else a ball; `lost` is what is no number."""

    __slots__ = ("a", "b", "d", "ball", "lost")

    def __init__(self, a: Any = 0, b: Any = 0, d: int = 0, ball: Any = None, lost: bool = False):
        self.a, self.b, self.d, self.ball, self.lost = Fraction(a), Fraction(b), d if b else 0, ball, lost

    @property
    def rational(self) -> bool:
        return not self.lost and self.ball is None and not self.b

    def sign(self) -> int:
        """Return -1, 0 or 1; raises Unsure where a ball holds 0."""
        if self.ball is not None:
            if self.ball.contains(0):
                raise Unsure(str(self.ball))
            return 1 if self.ball > 0 else -1
        one, other = (self.a > 0) - (self.a < 0), (self.b > 0) - (self.b < 0)
        if not other or one == other:
            return one or other
        if not one:
            return other
        return one if self.a**2 > self.b**2 * self.d else other  # sqrt(d) is not rational, so never equal

    def __repr__(self) -> str:
        return (
            "no number"
            if self.lost
            else str(self.ball)
            if self.ball is not None
            else f"{self.a}" + (f" + {self.b} sqrt({self.d})" if self.b else "")
        )

    def __add__(self, other: Any) -> "Number":
        return _both(self, of(other), lambda x, y, d: Number(x.a + y.a, x.b + y.b, d), lambda x, y: x + y)

    def __mul__(self, other: Any) -> "Number":
        return _both(self, of(other), lambda x, y, d: Number(x.a * y.a + x.b * y.b * d, x.a * y.b + x.b * y.a, d), lambda x, y: x * y)

    def __neg__(self) -> "Number":
        return self * -1

    def __sub__(self, other: Any) -> "Number":
        return self + -of(other)

    def __rsub__(self, other: Any) -> "Number":
        return of(other) - self

    def __truediv__(self, other: Any) -> "Number":
        return self * _inverse(of(other))

    def __rtruediv__(self, other: Any) -> "Number":
        return of(other) / self

    def __pow__(self, n: Any) -> "Number":
        return power(self, n)

    def __rpow__(self, base: Any) -> "Number":
        return power(base, self)

    def __abs__(self) -> "Number":
        return self if self.lost or self.sign() >= 0 else -self

    __radd__, __rmul__ = __add__, __mul__

    def __lt__(self, other: Any) -> Any:
        return compared(self, other, lambda sign: sign < 0)

    def __le__(self, other: Any) -> Any:
        return compared(self, other, lambda sign: sign <= 0)

    def __gt__(self, other: Any) -> Any:
        return compared(self, other, lambda sign: sign > 0)

    def __ge__(self, other: Any) -> Any:
        return compared(self, other, lambda sign: sign >= 0)

    def __bool__(self) -> bool:
        raise Unsure("a number decides nothing")


LOST = Number(lost=True)


def of(x: Any) -> Number:
    return x if isinstance(x, Number) else Number(x)


def ball(x: Number) -> Any:
    """Return a ball around a number."""
    if x.ball is not None:
        return x.ball
    a, b = (flint.arb(flint.fmpq(q.numerator, q.denominator)) for q in (x.a, x.b))
    return a + b * flint.arb(x.d).sqrt() if x.b else a


def _both(x: Number, y: Number, exactly: Any, balls: Any) -> Number:
    if x.lost or y.lost:
        return LOST
    if x.ball is None and y.ball is None and (not x.d or not y.d or x.d == y.d):
        return exactly(x, y, x.d or y.d)
    with flint.ctx.workprec(BITS):
        return Number(ball=balls(ball(x), ball(y)))


def _inverse(x: Number) -> Number:
    if x.lost or x.sign() == 0:
        return LOST
    if x.ball is not None:
        with flint.ctx.workprec(BITS):
            return Number(ball=1 / x.ball)
    norm = x.a**2 - x.b**2 * x.d
    return Number(x.a / norm, -x.b / norm, x.d)


def compared(x: Any, y: Any, says: Any) -> Any:
    """Return whether the sign of x - y is as said; None where one of them is no number."""
    x, y = of(x), of(y)
    return None if x.lost or y.lost else says((x - y).sign())


# --- the words of formulas --------------------------------------------------------------------------------------------


def where(condition: Any, yes: Any, no: Any) -> Any:
    return LOST if condition is None else yes if condition else no


def equal(a: Any, b: Any) -> Any:
    return compared(a, b, lambda sign: sign == 0)


def absolute(x: Any) -> Number:
    return abs(of(x))


def minimum(a: Any, b: Any) -> Any:
    return where(compared(a, b, lambda sign: sign <= 0), of(a), of(b))


def maximum(a: Any, b: Any) -> Any:
    return where(compared(a, b, lambda sign: sign >= 0), of(a), of(b))


def sqrt(x: Any) -> Number:
    x = of(x)
    if x.lost or x.sign() < 0:
        return LOST
    if x.rational:
        inside = x.a.numerator * x.a.denominator
        root = isqrt(inside)
        if root * root == inside:
            return Number(Fraction(root, x.a.denominator))
        if inside < 10**6:
            return Number(0, Fraction(1, x.a.denominator), inside)
    with flint.ctx.workprec(BITS):
        return Number(ball=ball(x).sqrt())


def _of_ball(method: str, place: int, result: int, above: bool = False) -> Any:
    def word(x: Any) -> Number:
        x = of(x)
        if x.lost or (above and x.sign() <= 0):
            return LOST
        if x.rational and x.a == place:
            return Number(result)
        with flint.ctx.workprec(BITS):
            return Number(ball=getattr(ball(x), method)())

    return word


exp, log, sin, cos = _of_ball("exp", 0, 1), _of_ball("log", 1, 0, above=True), _of_ball("sin", 0, 0), _of_ball("cos", 0, 1)


def power(x: Any, n: Any) -> Number:
    x, n = of(x), of(n)
    if x.lost or n.lost:
        return LOST
    if n.rational and n.a.denominator == 1:
        result, base = Number(1), x if n.a >= 0 else _inverse(x)
        k = abs(int(n.a))
        while k:
            result, base, k = result * base if k % 2 else result, base * base, k // 2
        return result
    if x.sign() < 0:
        return LOST
    if x.sign() == 0:
        return Number(0) if n.sign() > 0 else LOST
    if n.rational and n.a.denominator == 2:
        return power(sqrt(x), n.a * 2)
    return exp(n * log(x))


WORDS = {
    "inf": LOST,
    "where": where,
    "equal": equal,
    "absolute": absolute,
    "minimum": minimum,
    "maximum": maximum,
    "sqrt": sqrt,
    "exp": exp,
    "log": log,
    "sin": sin,
    "cos": cos,
    "power": power,
}
