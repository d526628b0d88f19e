"""Read a body near a point: the rational function of x that it is there, and the walls up to which it stays that one.

A number here is a ratio of polynomials in x, with the relations that hold at the point and led to it. A word that leaves the rational
functions (exp of x, say) yields an unknown number; that matters only where a result rests on it.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import fmpq_poly

from theorysim import maths
from theorysim.readings import exact
from theorysim.readings.balls import rational
from theorysim.readings.places import SMALL, Place, Root, horner, roots
from theorysim.readings.read import read

MOST_POWER = 64
Condition = tuple[Any, str]  # a polynomial, and how it stands to 0: "<", "<=", "==", "!="


@dataclass(frozen=True)
class Choice:
    """Whether a relation holds at the point (None: not known), and what it rests on."""

    place: Place
    held: bool | None
    conditions: tuple[Condition, ...] = ()


class Near:
    """A number near the point, top/bottom; nothing is known of it where `top` is None."""

    __slots__ = ("place", "top", "bottom", "conditions")

    def __init__(self, place: Place, top: Any = None, bottom: Any = fmpq_poly([1]), conditions: tuple[Condition, ...] = ()):  # noqa: B008
        self.place, self.top, self.bottom, self.conditions = place, top, bottom, conditions

    def __neg__(self) -> "Near":
        return Near(self.place) if self.top is None else Near(self.place, -self.top, self.bottom, self.conditions)

    def __pow__(self, n: Any) -> Any:
        return _power(self, n)

    def constant(self) -> Fraction | None:
        """Return the number where it is the same at all points nearby."""
        if self.top is None or self.top.degree() > 0 or self.bottom.degree() > 0:
            return None
        value = self.top[0] / self.bottom[0]
        return Fraction(int(value.p), int(value.q))


def near(place: Place, value: Any) -> Near:
    if isinstance(value, Near):
        return value
    try:
        return Near(place, fmpq_poly([rational(exact.Rational(value).fraction)]))
    except exact.NotRational:
        return Near(place)


def _operator(operation: str, swapped: bool) -> Callable[[Near, Any], Near]:
    def apply(one: Near, other: Any) -> Near:
        place = one.place
        a, b = (near(place, other), one) if swapped else (one, near(place, other))
        if a.top is None or b.top is None or (operation == "truediv" and place.sign(b.top) == 0):
            return Near(place)
        conditions = a.conditions + b.conditions
        if operation == "truediv":
            conditions += ((b.top, "!="),) if b.top.degree() > 0 else ()
            top, bottom = a.top * b.bottom, a.bottom * b.top
        elif operation == "mul":
            top, bottom = a.top * b.top, a.bottom * b.bottom
        elif a.bottom == b.bottom:
            top, bottom = getattr(operator, operation)(a.top, b.top), a.bottom
        else:
            top, bottom = getattr(operator, operation)(a.top * b.bottom, b.top * a.bottom), a.bottom * b.bottom
        shared = top.gcd(bottom) if bottom.degree() > 0 else bottom
        return Near(place, top / bottom[0] if bottom.degree() < 1 else top // shared, bottom // shared, conditions)

    return apply


def _relation(a: Any, b: Any, kind: str) -> Choice:
    """Decide a < b, a <= b or a = b at the point."""
    place = (a if isinstance(a, Near) else b).place
    one, other = near(place, a), near(place, b)
    difference = one - other  # type: ignore[operator]
    if difference.top is None:
        return Choice(place, None)
    p = difference.top * difference.bottom  # of the sign of the ratio
    sign = place.sign(p)
    held = sign < 0 or (sign == 0 and kind != "<") if kind != "==" else sign == 0
    if p.degree() < 1:
        return Choice(place, held, difference.conditions)
    otherwise = (-p, {"<": "<=", "<=": "<"}[kind]) if kind != "==" else (p, "!=")
    return Choice(place, held, (*difference.conditions, (p, kind) if held else otherwise))


for _name in ("add", "sub", "mul", "truediv"):
    setattr(Near, f"__{_name}__", _operator(_name, False))
    setattr(Near, f"__r{_name}__", _operator(_name, True))
setattr(Near, "__lt__", lambda a, b: _relation(a, b, "<"))  # noqa: B010
setattr(Near, "__le__", lambda a, b: _relation(a, b, "<="))  # noqa: B010
setattr(Near, "__gt__", lambda a, b: _relation(b, a, "<"))  # noqa: B010
setattr(Near, "__ge__", lambda a, b: _relation(b, a, "<="))  # noqa: B010
setattr(Near, "__rpow__", lambda n, x: _power(x, n))  # noqa: B010


def _where(condition: Any, yes: Any, no: Any) -> Any:
    if not isinstance(condition, Choice):
        return yes if condition else no
    if condition.held is None:
        return Near(condition.place)
    chosen = near(condition.place, yes if condition.held else no)
    return Near(chosen.place, chosen.top, chosen.bottom, chosen.conditions + condition.conditions)


def _power(x: Any, n: Any) -> Any:
    place = (x if isinstance(x, Near) else n).place
    base, exponent = near(place, x), near(place, n).constant()
    if exponent == 0:
        return Near(place, fmpq_poly([1]))  # of anything, as in float64
    if base.top is None or exponent is None or exponent.denominator != 1 or abs(exponent) > MOST_POWER:
        return Near(place)
    raised = Near(place, base.top ** abs(int(exponent)), base.bottom ** abs(int(exponent)), base.conditions)
    return 1 / raised if exponent < 0 else raised  # type: ignore[operator]


def _word(name: str) -> Callable[..., Any]:
    """Read a word that is rational at a few rational places only: known of a constant, if at all."""

    def at(x: Any, *more: Any) -> Any:
        place = next((y.place for y in (x, *more) if isinstance(y, Near)), None)
        known = [y.constant() if isinstance(y, Near) else y for y in (x, *more)]
        if place is None or any(k is None for k in known):
            return getattr(maths, name)(x, *more) if place is None else Near(place)
        conditions = sum((y.conditions for y in (x, *more) if isinstance(y, Near)), ())
        try:
            return Near(place, near(place, exact.MEANING[name](*known)).top, conditions=conditions)
        except (exact.NotRational, ValueError):
            return Near(place)

    return at


MEANING: dict[str, Any] = {
    "where": _where,
    "equal": lambda a, b: _relation(a, b, "==") if isinstance(a, Near) or isinstance(b, Near) else a == b,
    "absolute": lambda x: _where(x >= 0, x, -x),
    "minimum": lambda a, b: _where(a <= b, a, b),
    "maximum": lambda a, b: _where(a >= b, a, b),
    "power": lambda x, n: _power(x, n) if isinstance(x, Near) or isinstance(n, Near) else maths.power(x, n),
    **{name: _word(name) for name in ("sqrt", "exp", "log", "sin", "cos", "erfc", "flat")},
}


@lru_cache(maxsize=4096)
def _reading(body: Callable[..., Any]) -> Any:
    return read(body, MEANING)


@dataclass(frozen=True)
class Wall:
    """An end of a piece, above or below; `closed` where the end itself belongs to the piece."""

    root: Root
    above: bool
    closed: bool

    def holds(self, place: Place) -> bool:
        side = place.compare(self.root)
        return (self.closed and side == 0) or side == (-1 if self.above else 1)


@dataclass(frozen=True)
class Piece:
    """An interval (the walls) on which the next point is a x + b."""

    a: Any
    b: Any
    walls: frozenset[Wall]

    def holds(self, place: Place) -> bool:
        return all(wall.holds(place) for wall in self.walls)


def _walls(place: Place, conditions: tuple[Condition, ...]) -> frozenset[Wall]:
    """Return the ends of the greatest interval around the point on which all conditions hold."""
    found: set[Wall] = set()
    for polynomial, kind in conditions:
        for root, multiplicity in roots(polynomial):
            side = place.compare(root)
            if side == 0:
                found |= _walls_here(polynomial, kind, root, multiplicity)
            elif kind != "<=" or multiplicity % 2:
                found.add(Wall(root, side < 0, kind == "<="))
    return frozenset(found)


def _walls_here(polynomial: Any, kind: str, root: Root, multiplicity: int) -> set[Wall]:
    """Return the walls at the point itself, a root: on the sides where p <= 0 fails; on both for p = 0."""
    for _ in range(multiplicity):
        polynomial = polynomial.derivative()
    after = polynomial(root.rational)  # has the sign of p just above the root
    before = -after if multiplicity % 2 else after
    return {Wall(root, above, True) for above, beside in ((True, after), (False, before)) if kind == "==" or beside > 0}


def pieces(body: Callable[..., Any], place: Place, values: Mapping[str, Any]) -> tuple[Near, ...]:
    """Return what the body returns near the place, for x = place and the constants `values`."""
    x = Near(place, fmpq_poly([0, 1]))
    found = _reading(body)(**{"x": x, **{name: near(place, value) for name, value in values.items()}})
    return tuple(near(place, part) for part in (found if isinstance(found, tuple) else (found,)))


def piece(place: Place, next_: Near, *others: Near) -> Piece | None:
    """Return the affine piece around the place on which the others, too, are what they are there; None where it is not affine."""
    if next_.top is None or next_.bottom.degree() > 0 or next_.top.degree() > 1:
        return None
    top = next_.top / next_.bottom[0]
    return Piece(top[1], top[0], _walls(place, sum((near.conditions for near in (next_, *others)), ())))


def there(next_: Near) -> Place | None:
    """Return the value at the place itself, written out while it is small; None where nothing is known."""
    place, top, bottom = next_.place, next_.top, next_.bottom
    if top is None:
        return None
    if place.exact is not None and place.exact.height_bits() * max(top.degree(), bottom.degree()) <= SMALL:
        return Place(place.work, top(place.exact) / bottom(place.exact))
    above, below = top.coeffs(), bottom.coeffs()
    return place.advanced(lambda x, bits: horner(above, x.arb) / horner(below, x.arb))
