"""What is known of powers whose exponents hold a letter: x^(n + k v) is x^n (x^v)^k, where v is in [0, 1] and x^v a variable >= 0.

The facts of two bases are those of `verify.powers`: t^v grows and is concave in t, t^(1 + v) is convex.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations
from typing import Any

import sympy
from sympy import Expr, Poly, Symbol

MANY = 5  # letters of a relation that may be the order of two bases


def split(exponent: Expr, system: Any) -> tuple[Expr, Expr, Symbol]:
    """Return (n, k, v) of an exponent n + k v; raises NotImplementedError for any other one."""
    exponent = sympy.expand(exponent)
    symbols = sorted(exponent.free_symbols, key=str)
    if len(symbols) == 1 and exponent.is_polynomial(*symbols):
        (v,) = symbols
        powers = Poly(exponent, v)
        rooms = [e + v for e, _ in system.facts if (e + v).is_Rational]  # from v <= room
        if powers.degree() == 1 and v in system.symbols and any(room <= 1 for room in rooms):
            times, start = powers.all_coeffs()
            if (2 * times).is_Integer and (2 * start).is_Integer:
                return start, times, v
    raise NotImplementedError(f"no certified facts about powers with the exponent {exponent}")


def unit(base: Expr, v: Symbol, system: Any, nonnegative: Any) -> Expr:
    """Return base^v as a product of variables, one for each factor that is `nonnegative`, and one for what is left."""
    if base == 0:
        raise NotImplementedError("a power of 0 with an exponent that may be 0")
    _seen(sympy.Integer(1), sympy.Integer(1), v, system)
    factors = sympy.factor(base).as_powers_dict()
    found, rest = sympy.Integer(1), sympy.Integer(1)
    for factor, times in factors.items():
        if factor.is_Rational:
            if factor < 0:
                rest *= factor**times
                continue
            for prime, often in sympy.factorrat(factor).items():
                found *= _one(sympy.Integer(prime), v, system, True) ** (often * times)
        elif (strict := nonnegative(factor)) is not None:
            found *= _one(factor, v, system, strict) ** times
        elif times < 0:
            raise NotImplementedError(f"the power of {base}: the sign of {factor} is not known")
        else:
            rest *= factor**times
    if rest != 1:
        found *= _one(sympy.expand(rest), v, system, False)
    _seen(sympy.expand(base), found, v, system)
    return found


def _one(base: Expr, v: Symbol, system: Any, strict: bool) -> Expr:
    variable = system.atom(("power", base, v), strict, lambda s: [])
    _seen(base, variable, v, system)
    return variable


def _seen(x: Expr, power: Expr, v: Symbol, system: Any) -> None:
    """Note a base with its power, and what is known of it and of each base before it."""
    if any(y == x and w == v for y, _, w in system.units):
        return
    for y, other, w in system.units:
        if w == v:
            way = x - y
            system.facts += [
                (way * (power - other), False),
                (way * (x * other - y * power), False),
                (other * (y + v * way) - y * power, False),
                (power * (x - v * way) - x * other, False),
                (x * power - other * (y + (1 + v) * way), False),
                (y * other - power * (x - (1 + v) * way), False),
            ]
    system.units.append((x, power, v))


def ordered(known: Sequence[tuple[Expr, bool]], system: Any) -> list[tuple[Expr, bool]]:
    """Return U <= V and x V <= y U of bases x <= y, where that is one of the relations e >= 0 that are known, or plain."""
    if not system.units:
        return []
    said = {_scaled(e) for e, _ in known if e.free_symbols and len(e.free_symbols) < MANY}
    found = []
    for (x, power, v), (y, other, w) in permutations(system.units, 2):
        if v == w and ((way := _scaled(y - x)) in said or _plainly(way, system)):
            found += [(other - power, False), (y * power - x * other, False)]
    return found


@lru_cache(maxsize=20_000)
def _scaled(e: Expr) -> Expr:
    """Return an expression of the same sign, the same one for all its positive multiples where it is a polynomial."""
    symbols = sorted(e.free_symbols, key=str)
    if not symbols or not e.is_polynomial(*symbols):
        return e
    return Poly(e, *symbols).primitive()[1].as_expr()


def _plainly(e: Expr, system: Any) -> bool:
    if e.is_number:
        return bool(e >= 0)
    symbols = sorted(e.free_symbols, key=str)
    if not e.is_polynomial(*symbols) or not set(symbols) <= set(system.symbols):
        return False
    return all(c > 0 for c in Poly(e, *symbols).coeffs())
