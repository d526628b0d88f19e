"""Decide a relation at a point beyond float64: in rationals if they do, else in balls of more and more bits."""

from collections.abc import Mapping
from fractions import Fraction

from theorysim.domains import parameters
from theorysim.model import Sided
from theorysim.readings import balls, exact

MOST_BITS = 4096


def confirm(sided: Sided, values: Mapping[str, Fraction], bits: int = 128) -> bool | None:
    """Say True where the relation certainly holds at the point, False where it certainly fails, None where neither is known."""
    point = {p.name: values[p.name] for p in parameters(sided.body)}
    try:
        left, right = exact.evaluate(sided.body, point)
        return bool(left == right if sided.sense == "==" else left < right if sided.sense == "<" else left <= right)
    except (exact.NotRational, ZeroDivisionError, OverflowError):
        pass
    while bits <= MOST_BITS:
        a, b = balls.evaluate(sided.body, point, bits)
        if sided.sense == "==":
            if (a < b).known or (a > b).known:
                return False
        else:
            known = (a < b if sided.sense == "<" else a <= b).known
            if known is not None:
                return bool(known)
        bits *= 4
    return None
