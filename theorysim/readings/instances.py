"""Return a few settings of the parameters of an entry, for laws that try some."""

from collections.abc import Iterator
from typing import Any

from theorysim.domains import Domain
from theorysim.entries import Method, Objective, Oracle


def numbers(domain: Domain) -> tuple[float, ...]:
    """Return a few numbers of a domain."""
    wanted = (0.25, 0.5, 1.0, 2.0, 3.0) if not domain.integer else (2, 4, 8)
    return tuple(n for n in wanted if domain.holds(n))[-3:]


def settings(record: Objective | Method | Oracle) -> Iterator[dict[str, float]]:
    """Return values for the parameters: all at their lowest, their middle, their highest number."""
    for k in range(3):
        yield {p.name: numbers(p.domain)[min(k, len(numbers(p.domain)) - 1)] for p in record.parameters}


def flat(result: Any) -> tuple[float, ...]:
    return tuple(x for part in result for x in flat(part)) if isinstance(result, tuple) else (result,)
