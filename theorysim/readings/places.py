"""Hold a point that affine steps have made: a rational while it is small, else balls of as many bits as a question needs.

A thousand billion steps x -> a x + b are one power of a: the point is a^n (x - c) + c, and what is asked of it (is it below a
root, is it above) is certified by balls of rising precision. A tie is settled in rationals, where they can be written out.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import arb, fmpq, fmpq_poly, fmpz_poly

from theorysim.readings.balls import Ball, precision

MOST_BITS = 2**14  # of a ball
SMALL = 2**12  # bits up to which a point is written out at once
WRITTEN = 2**18  # bits up to which it is written out to settle a tie


class Undecided(ArithmeticError):
    """A question is neither settled in rationals nor by balls of the most bits."""


@dataclass
class Work:
    """The precision of one run: raised where a question needs it, never lowered."""

    bits: int = 128

    def rising(self) -> Iterator[int]:
        bits = self.bits
        while bits <= MOST_BITS:
            self.bits = bits
            yield bits
            bits *= 2


@dataclass(frozen=True)
class Root:
    """The real root, number `index` from below, of an irreducible polynomial; `rational` where the polynomial is linear."""

    coefficients: tuple[int, ...]
    index: int = 0
    rational: Any = field(default=None, compare=False)

    def at(self, bits: int) -> arb:
        return real_roots(self.coefficients, bits)[self.index]


@lru_cache(maxsize=1024)
def real_roots(coefficients: tuple[int, ...], bits: int) -> tuple[arb, ...]:
    """Return the real roots of an irreducible polynomial, in order, in balls that do not meet."""
    with precision(bits):
        every: Any = fmpz_poly(list(coefficients)).complex_roots()
        return tuple(sorted((root.real for root, _ in every if root.imag == 0), key=lambda r: r.mid()))


@lru_cache(maxsize=4096)
def factors(coefficients: tuple[int, ...]) -> tuple[int, tuple[tuple[tuple[int, ...], int], ...]]:
    """Return the sign of the content, and the irreducible factors with their multiplicities."""
    content, found = fmpz_poly(list(coefficients)).factor()
    return (1 if content > 0 else -1), tuple((tuple(map(int, f.coeffs())), m) for f, m in found)


def whole(polynomial: fmpq_poly) -> tuple[int, ...]:
    """Return integer coefficients of a positive multiple."""
    return tuple(map(int, polynomial.numer().coeffs()))


def roots(polynomial: fmpq_poly) -> Iterator[tuple[Root, int]]:
    """Return the real roots with their multiplicities."""
    for coefficients, multiplicity in factors(whole(polynomial))[1]:
        if len(coefficients) == 2:
            yield linear(coefficients), multiplicity
        else:
            yield from ((Root(coefficients, i), multiplicity) for i in range(len(real_roots(coefficients, 128))))


@lru_cache(maxsize=4096)
def linear(coefficients: tuple[int, ...]) -> Root:
    return Root(coefficients, 0, fmpq(-coefficients[0], coefficients[1]))


def nearest(ball: Ball) -> float:
    """Return a float at most a rounding from the middle of a ball."""
    if not ball.arb.is_finite():
        return float(ball.arb.mid())
    mantissa, exponent = map(int, ball.arb.mid().man_exp())
    cut = max(0, mantissa.bit_length() - 128)
    try:
        return math.ldexp(mantissa >> cut, exponent + cut)
    except OverflowError:
        return math.copysign(math.inf, mantissa)


Advance = Callable[[Ball, int], arb]


class Place:
    """A real number: `exact`, or (parent - offset) times powers plus shift, or what `advance` makes of the parent's ball."""

    __slots__ = ("work", "exact", "parent", "offset", "powers", "shift", "advance", "size", "kept")

    def __init__(self, work: Work, exact: Any = None):
        self.work, self.exact = work, exact
        self.parent: Place | None = None
        self.offset = self.shift = fmpq(0)
        self.powers: dict[Any, int] = {}
        self.advance: Advance | None = None
        self.size: float = 0 if exact is None else exact.height_bits()  # of the rational, if it were written out
        self.kept: tuple[int, Any] = (0, None)

    def scaled(self, offset: Any, powers: dict[Any, int], shift: Any) -> "Place":
        """Return (self - offset) times the powers, plus shift."""
        made = Place(self.work)
        made.parent, made.offset, made.powers, made.shift = self, offset, powers, shift
        made.size = self.size + offset.height_bits() + shift.height_bits() + sum(n * a.height_bits() for a, n in powers.items())
        return made

    def advanced(self, advance: Advance) -> "Place":
        made = Place(self.work)
        made.parent, made.advance, made.size = self, advance, math.inf
        return made

    def then(self, a: Any, b: Any, n: int = 1) -> "Place":
        """Apply x -> a x + b, n times."""
        if n == 0 or (a == 1 and b == 0):
            return self
        if a == 0:
            return Place(self.work, b)
        if self.exact is not None and (a == 1 or n * a.height_bits() + self.size <= SMALL):
            fixed = b if a == 1 else b / (1 - a)
            return Place(self.work, self.exact + n * b if a == 1 else a**n * (self.exact - fixed) + fixed)
        flat = self.parent is not None and self.advance is None
        if a == 1:
            return self.parent.scaled(self.offset, self.powers, self.shift + n * b) if flat else self.scaled(-n * b, {}, fmpq(0))  # type: ignore[union-attr]
        fixed = b / (1 - a)
        if flat and (self.shift == fixed or (n == 1 and self.shift.height_bits() <= SMALL)):
            shift = fixed if self.shift == fixed else a * self.shift + b
            return self.parent.scaled(self.offset, {**self.powers, a: self.powers.get(a, 0) + n}, shift)  # type: ignore[union-attr]
        return self.scaled(fixed, {a: n}, fixed)

    def same(self, other: "Place") -> bool:
        """Tell whether two places are known to be one number."""
        return self is other or (self.exact is not None and self.exact == other.exact)

    def minus(self, r: Any, bits: int) -> arb:
        """Return a ball of x - r; r meets what is known exactly before anything is rounded."""
        return arb(self.exact - r) if self.exact is not None else self._moving(bits) + arb(self.shift - r)

    def _moving(self, bits: int) -> arb:
        line = [self]
        while (up := line[-1].parent) is not None and up.exact is None and up.kept[0] != bits:
            line.append(up)
        for place in reversed(line):
            if place.kept[0] != bits:
                place.kept = bits, place._made(bits)
        made: arb = self.kept[1]
        return made

    def _made(self, bits: int) -> arb:
        parent = self.parent
        assert parent is not None
        if self.advance is not None:
            return self.advance(parent.ball(bits), bits)
        result = parent.minus(self.offset, bits)
        for a, n in self.powers.items():
            result *= arb(a) ** n
        return result

    def ball(self, bits: int) -> Ball:
        """Return a ball of so many bits, with its exact ends where they are known."""
        with precision(bits):
            if self.exact is None:
                return Ball(self.minus(fmpq(0), bits))
            exactly = Fraction(int(self.exact.p), int(self.exact.q))
            return Ball(arb(self.exact), (exactly, exactly))

    def written(self) -> Any:
        """Write the rational out."""
        line = [self]
        while line[-1].exact is None:
            line.append(line[-1].parent)  # type: ignore[arg-type]
        value = line.pop().exact
        for place in reversed(line):
            value = (value - place.offset) * math.prod((a**n for a, n in place.powers.items()), start=fmpq(1)) + place.shift
        return value

    def compare(self, root: Root) -> int:
        """Return the sign of x - root; raises Undecided."""
        r = root.rational
        if r is not None and self.exact is not None:
            return _sign(self.exact - r)
        for bits in self.work.rising():
            with precision(bits):
                known = _sign(self.minus(r, bits) if r is not None else self.minus(fmpq(0), bits) - root.at(bits))
            if known or (r is not None and bits >= 512 and self.size <= WRITTEN):
                return known or _sign(self.written() - r)
        raise Undecided(f"the point lies at a boundary, or too near to tell with {MOST_BITS} bits")

    def sign(self, polynomial: fmpq_poly) -> int:
        """Return the sign of a polynomial at x; raises Undecided."""
        if polynomial.degree() < 1 or self.exact is not None:
            return _sign(polynomial(self.exact or fmpq(0)))
        result, found = factors(whole(polynomial))
        for coefficients, multiplicity in found:
            part = self.compare(linear(coefficients)) if len(coefficients) == 2 else self._sign_of(coefficients)
            result *= part**multiplicity
        return result

    def _sign_of(self, coefficients: tuple[int, ...]) -> int:
        for bits in self.work.rising():
            with precision(bits):
                known = _sign(horner(coefficients, self.minus(fmpq(0), bits)))
            if known:
                return known
        raise Undecided(f"the point lies at a boundary, or too near to tell with {MOST_BITS} bits")


def horner(coefficients: Any, x: arb) -> arb:
    """Return the value of a polynomial, the constant coefficient first."""
    value = arb(0)
    for c in reversed(coefficients):
        value = value * x + c
    return value


def _sign(x: Any) -> int:
    return 1 if x > 0 else -1 if x < 0 else 0


def at(work: Work, value: Fraction) -> Place:
    """Return the place of a rational number."""
    return Place(work, fmpq(value.numerator, value.denominator))
