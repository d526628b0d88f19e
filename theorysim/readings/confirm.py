"""Decide a relation at a point beyond float64: in rationals if they do, else in balls of more and more bits; and, apart, by SymPy."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy

from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.readings import balls, exact, paths

MOST_BITS = 4096


def confirm(sided: Sided, values: Mapping[str, Fraction], bits: int = 128, as_meant: bool = False) -> bool | None:
    """Return True where the relation certainly holds at the point, False where it certainly fails, None where neither is known.

    Constants that were rounded before they could be read count as the floats that they are, or `as_meant`.

    Raises KeyError where `values` lacks a parameter that has no default.
    """
    point = {p.name: values[p.name] if p.default is None or p.name in values else p.default for p in parameters(sided.body)}
    try:
        left, right = exact.numbers(sided.body, point, as_meant)
        return bool(left == right if sided.sense == "==" else left < right if sided.sense == "<" else left <= right)
    except (exact.NotRational, ZeroDivisionError):
        pass  # a division by 0 may stand on the side that a `where` leaves out: the balls know
    while bits <= MOST_BITS:
        a, b = balls.evaluate(sided.body, point, bits, as_meant)
        known = (balls.equal(a, b) if sided.sense == "==" else a < b if sided.sense == "<" else a <= b).known
        if known is not None:
            return bool(known)
        bits *= 2
    return None


def numbers_at(sided: Sided, values: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return both sides at a point as SymPy's numbers; raises ValueError where it cannot tell them, or a side is no number."""
    point = {p.name: values[p.name] if p.default is None or p.name in values else p.default for p in parameters(sided.body)}
    try:
        (found,) = paths.trace(sided.body, point, most=1)
    except (paths.TooManyPaths, TypeError, NotImplementedError) as reason:
        raise ValueError("SymPy cannot tell which branch is taken") from reason
    if not all(paths.met(kind, e) for kind, e in found.needs[0] | found.needs[1]):
        raise ValueError("a side divides by 0, or has a root or a logarithm of what has none")
    return found.result  # type: ignore[no-any-return]


def confirm_by_symbols(sided: Sided, values: Mapping[str, Any]) -> bool | None:
    """Decide the same by SymPy's numbers alone, roots too, in a reading that shares no arithmetic with `confirm`; None where it cannot."""
    try:
        left, right = numbers_at(sided, values)
        relation = {"==": sympy.Eq, "<": sympy.Lt, "<=": sympy.Le}[sided.sense](left, right)
    except (ValueError, TypeError, NotImplementedError):
        return None
    return None if relation not in (sympy.true, sympy.false) else bool(relation)
