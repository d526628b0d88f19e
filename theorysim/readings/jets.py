"""Read a body in jets of balls: value, gradient and Hessian over a box at once, by the chain rule (forward mode).

At every point of the box where the body is twice differentiable its derivatives lie in the jet's. Where a `where` is unknown
the jet is the hull of both sides, and no longer known to be `continuous`: the mean value theorem may then fail, if the sides do not meet.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from theorysim.readings import balls
from theorysim.readings.balls import Ball, Truth, ball, hull
from theorysim.readings.read import read

MOST = 3  # variables

Row = tuple[Ball, ...]


@dataclass(frozen=True, eq=False)
class Jet:
    """Value, gradient (n balls) and Hessian (n rows of n) of a number that depends on n variables."""

    value: Ball
    gradient: Row
    hessian: tuple[Row, ...]
    continuous: bool = True

    def __add__(self, other: Any) -> "Jet":
        b = self._lift(other)
        return _linear(self, b, Ball.__add__)

    def __sub__(self, other: Any) -> "Jet":
        b = self._lift(other)
        return _linear(self, b, Ball.__sub__)

    def __rsub__(self, other: Any) -> "Jet":
        return self._lift(other) - self

    def __neg__(self) -> "Jet":
        return _chain(self, -self.value, ball(-1), ball(0))

    def __mul__(self, other: Any) -> "Jet":
        a, b = self, self._lift(other)
        n = range(len(a.gradient))
        u, v, du, dv = a.value, b.value, a.gradient, b.gradient
        return Jet(
            u * v,
            tuple(du[i] * v + u * dv[i] for i in n),
            tuple(tuple(a.hessian[i][j] * v + du[i] * dv[j] + du[j] * dv[i] + u * b.hessian[i][j] for j in n) for i in n),
            a.continuous and b.continuous,
        )

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(self, other: Any) -> "Jet":
        b = self._lift(other)
        v = b.value
        return replace(self * _chain(b, 1 / v, -1 / (v * v), 2 / balls.power(v, 3)), value=self.value / v)

    def __rtruediv__(self, other: Any) -> "Jet":
        return self._lift(other) / self

    def __pow__(self, n: Any) -> "Jet":
        return _power(self, self._lift(n))

    def __rpow__(self, base: Any) -> "Jet":
        return _power(self._lift(base), self)

    def __abs__(self) -> "Jet":
        return _picked(self.value >= 0, self, -self, abs(self.value))

    def __lt__(self, other: Any) -> Truth:
        return self.value < self._lift(other).value

    def __le__(self, other: Any) -> Truth:
        return self.value <= self._lift(other).value

    def __gt__(self, other: Any) -> Truth:
        return self.value > self._lift(other).value

    def __ge__(self, other: Any) -> Truth:
        return self.value >= self._lift(other).value

    def _lift(self, other: Any) -> "Jet":
        return lift(other, len(self.gradient))


def lift(value: Any, n: int) -> Jet:
    """Make a constant of n variables."""
    if isinstance(value, Jet):
        return value
    zero = ball(0)
    return Jet(ball(value), (zero,) * n, ((zero,) * n,) * n)


def _linear(a: Jet, b: Jet, operation: Callable[[Ball, Ball], Ball]) -> Jet:
    def rows(u: Row, v: Row) -> Row:
        return tuple(map(operation, u, v))

    return Jet(
        operation(a.value, b.value), rows(a.gradient, b.gradient), tuple(map(rows, a.hessian, b.hessian)), a.continuous and b.continuous
    )


def _chain(u: Jet, f: Ball, f1: Ball, f2: Ball) -> Jet:
    n, g = range(len(u.gradient)), u.gradient
    products = {(i, j): g[i] * g[j] for i in n for j in n if i <= j}
    return Jet(
        f,
        tuple(f1 * gi for gi in g),
        tuple(tuple(f2 * products[min(i, j), max(i, j)] + f1 * u.hessian[i][j] for j in n) for i in n),
        u.continuous,
    )


def _picked(truth: Truth, yes: Jet, no: Jet, value: Ball | None = None) -> Jet:
    """Take a side, or the hull of both; with a `value` of their own the two sides are known to meet."""
    if truth.known is not None:
        return yes if truth.known else no
    met = value is not None and yes.continuous and no.continuous
    return Jet(value or hull(yes.value, no.value), hull(yes.gradient, no.gradient), hull(yes.hessian, no.hessian), met)


def _power(x: Jet, n: Jet) -> Jet:
    if any(not balls.equal(d, 0).known for d in n.gradient):
        return _exp(n * _log(x))
    v, k = x.value, n.value
    if balls.equal(k, 0).known or balls.equal(k, 1).known:
        return x if balls.equal(k, 1).known else lift(1, len(x.gradient))
    return _chain(x, balls.power(v, k), k * balls.power(v, k - 1), k * (k - 1) * balls.power(v, k - 2))


def _exp(x: Jet) -> Jet:
    f = balls.exp(x.value)
    return _chain(x, f, f, f)


def _log(x: Jet) -> Jet:
    v = x.value
    return _chain(x, balls.log(v), 1 / v, -1 / (v * v))


def _sqrt(x: Jet) -> Jet:
    f = balls.sqrt(x.value)
    return _chain(x, f, 1 / (2 * f), -1 / (4 * f * x.value))


def _sin(x: Jet) -> Jet:
    s, c = balls.sin(x.value), balls.cos(x.value)
    return _chain(x, s, c, -s)


def _cos(x: Jet) -> Jet:
    s, c = balls.sin(x.value), balls.cos(x.value)
    return _chain(x, c, -s, -c)


def _erfc(x: Jet) -> Jet:
    slope = -2 * balls.exp(-(x.value * x.value)) / balls.sqrt(balls.pi())
    return _chain(x, balls.erfc(x.value), slope, -2 * x.value * slope)


def _flat(t: Jet, order: Jet) -> Jet:
    if any(not balls.equal(d, 0).known for d in order.gradient):
        raise ValueError("flat is not differentiated by its order")
    n = order.value

    def f(k: int) -> Ball:
        return balls.flat(t.value, n + k)

    return _chain(t, f(0), 2 * f(3) - n * f(1), 4 * f(6) - (4 * n + 6) * f(4) + n * (n + 1) * f(2))


def _words(n: int) -> dict[str, Any]:
    def lifted(function: Callable[..., Jet]) -> Callable[..., Jet]:
        return lambda *values: function(*(lift(v, n) for v in values))

    def where(condition: Any, yes: Any, no: Any) -> Any:
        truth = condition if isinstance(condition, Truth) else Truth(bool(condition))
        if isinstance(yes, tuple):
            return tuple(where(truth, a, b) for a, b in zip(yes, no, strict=True))
        return _picked(truth, lift(yes, n), lift(no, n))

    one: dict[str, Callable[..., Jet]] = {
        "exp": _exp,
        "log": _log,
        "sqrt": _sqrt,
        "sin": _sin,
        "cos": _cos,
        "erfc": _erfc,
        "flat": _flat,
        "power": _power,
    }
    return {
        **{name: lifted(function) for name, function in one.items()},
        "absolute": lifted(lambda x: abs(x)),
        "where": where,
        "equal": lambda a, b: balls.equal(lift(a, n).value, lift(b, n).value),
        "minimum": lifted(lambda a, b: _picked(a <= b, a, b, balls.minimum(a.value, b.value))),
        "maximum": lifted(lambda a, b: _picked(a >= b, a, b, balls.maximum(a.value, b.value))),
        "pi": lift(balls.pi(), n),
        "e": lift(balls.e(), n),
    }


@lru_cache(maxsize=4096)
def _reading(body: Callable[..., Any], n: int, bits: int) -> Any:
    return read(body, _words(n))


def _whole(result: Any, n: int) -> Any:
    if isinstance(result, tuple):
        return tuple(_whole(part, n) for part in result)
    return result if isinstance(result, Truth) else lift(result, n)


def jet(body: Callable[..., Any], boxes: Mapping[str, Any], by: Sequence[str] | None = None, bits: int = 64) -> Any:
    """Return what the body returns over a box as a Jet, or a tuple of them, with derivatives by the names `by`, in that order.

    Values are pairs (low, high) or numbers; `by` is by default the names that are pairs. Raises ValueError for more than 3.
    """
    names = tuple(n for n, v in boxes.items() if isinstance(v, tuple)) if by is None else tuple(by)
    if len(names) > MOST:
        raise ValueError(f"derivatives by {len(names)} variables, at most {MOST}: {', '.join(names)}")
    n = len(names)
    with balls.precision(bits):
        point = {name: lift(value, n) for name, value in boxes.items()}
        for i, name in enumerate(names):
            point[name] = replace(point[name], gradient=tuple(ball(int(i == j)) for j in range(n)))
        return _whole(_reading(body, n, bits)(**point), n)
