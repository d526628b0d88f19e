"""Formulas at a point, in rationals where they stay rational and in balls of python-flint where they do not; or on a box, in balls.

A comparison is True, False, or not known. What may be undefined is refused.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq, fmpz

from theorysim.verify.monotone import absolute, erfc, flat
from theorysim.verify.trees import Node, Refused

BITS = (64, 256, 1024, 4096)
LARGE = 10_000  # bits of a rational, above which it becomes a ball
Number = Any  # a Fraction or an arb


def ball(x: Number) -> arb:
    return x if isinstance(x, arb) else arb(fmpq(x.numerator, x.denominator))


class Balls:
    """The values of formulas where letters have these values."""

    def __init__(self, values: Mapping[str, Number]):
        self.letters = values
        self.known: dict[int, tuple[Node, Any]] = {}

    def value(self, node: Node) -> Any:
        if id(node) not in self.known:
            try:
                self.known[id(node)] = node, self._value(node)
            except Refused as why:
                why.place = why.place or node.place
                raise
        return self.known[id(node)][1]

    def holds(self, relation: Node) -> bool | None:
        """Tell whether a relation holds, None where that is not known."""
        left, right = map(self.value, relation.parts)
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return left < right if relation.head == "<" else left <= right if relation.head == "<=" else left == right
        margin = ball(right) - ball(left)
        if relation.head == "==":
            return False if margin > 0 or margin < 0 else True if margin == 0 else None
        strict = relation.head == "<"
        return True if (margin > 0 if strict else margin >= 0) else False if (margin <= 0 if strict else margin < 0) else None

    def _value(self, node: Node) -> Any:
        head = node.head
        if isinstance(head, Fraction):
            return head
        if node.domain is not None:
            return self.letters[head]
        if head == "where":
            truth = self.holds(node.parts[0])
            if truth is None:
                yes, no = (ball(self.value(p)) for p in node.parts[1:])
                return yes.union(no)
            return self.value(node.parts[1 if truth else 2])
        parts = [self.value(p) for p in node.parts]
        if head == "/" and ball(parts[1]).contains(0):
            raise Refused("a divisor that may vanish")
        if head in ("**", "power"):
            return self._power(*parts)
        if all(isinstance(p, Fraction) and max(p.numerator.bit_length(), p.denominator.bit_length()) < LARGE for p in parts):
            if head in EXACT:
                return EXACT[head](*parts)
            if head == "sqrt" and (root := _root(parts[0])) is not None:
                return root
        if head == "*" and node.parts[0] is node.parts[1]:
            return self._power(parts[0], Fraction(2))
        if (head == "sqrt" and not ball(parts[0]) >= 0) or (head == "log" and not ball(parts[0]) > 0):
            raise Refused(f"a {'root' if head == 'sqrt' else 'logarithm'} of what may be negative")
        if head not in MEANT:
            raise Refused(f"the word {head}")
        return MEANT[head](*map(ball, parts))

    def _power(self, a: Number, n: Number) -> Number:
        if not isinstance(n, Fraction) or n.denominator > 2:
            return self._real_power(a, n)
        if abs(n) > LARGE:
            raise Refused("a power of too many digits")
        if n.denominator == 2:
            root = _root(a) if isinstance(a, Fraction) else None
            if root is None and not ball(a) > 0:
                raise Refused("a half power of what may not be positive")
            return self._power(ball(a).sqrt() if root is None else root, Fraction(n.numerator))
        if n < 0 and ball(a).contains(0):
            raise Refused("a negative power of what may vanish")
        if isinstance(a, Fraction) and max(a.numerator.bit_length(), a.denominator.bit_length()) * abs(n) < LARGE:
            return a ** int(n)
        x, k = ball(a), abs(int(n))
        ends = (x.abs_lower(), x.abs_upper()) if k % 2 == 0 else (x.lower(), x.upper())
        whole = (ends[0] ** k).union(ends[1] ** k)
        return whole if n >= 0 else 1 / whole

    def _real_power(self, a: Number, n: Number) -> Number:
        """Return a^n for a > 0, or 0 for a = 0 < n; exactly where a is such a power of a rational."""
        if isinstance(a, Fraction) and isinstance(n, Fraction) and (root := _root(a, n.denominator)) is not None:
            return self._power(root, Fraction(n.numerator))
        if a == 0 and ball(n) > 0:
            return Fraction(0)
        if not ball(a) > 0:
            raise Refused("a power of what may not be positive")
        return (ball(n) * ball(a).log()).exp()


def _root(x: Fraction, n: int = 2) -> Fraction | None:
    """Return the n-th root of a rational >= 0 that has one among the rationals."""
    if x < 0:
        return None
    whole = [int(fmpz(part).root(n)) for part in (x.numerator, x.denominator)]
    root = Fraction(*whole)
    return root if root**n == x else None


EXACT: dict[Any, Callable[..., Fraction]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "negative": lambda a: -a,
    "absolute": abs, "minimum": min, "maximum": max,
}  # fmt: skip
MEANT: dict[Any, Callable[..., arb]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "negative": lambda a: -a,
    "absolute": absolute, "minimum": lambda a, b: a.min(b), "maximum": lambda a, b: a.max(b), "sqrt": lambda a: a.sqrt(),
    "exp": lambda a: a.exp(), "log": lambda a: a.log(), "sin": lambda a: a.sin(), "cos": lambda a: a.cos(),
    "erfc": erfc, "flat": flat,
    "e": lambda: arb(1).exp(), "pi": lambda: arb.pi(),
}  # fmt: skip


def decided(ask: Callable[[], bool | None]) -> bool | None:
    """Ask with more and more bits until there is an answer; None, or the last refusal, where there is none."""
    kept, refusal = ctx.prec, None
    try:
        for bits in BITS:
            ctx.prec, refusal = bits, None
            try:
                if (answer := ask()) is not None:
                    return answer
            except Refused as why:
                refusal = why
        if refusal is not None:
            raise refusal
        return None
    finally:
        ctx.prec = kept
