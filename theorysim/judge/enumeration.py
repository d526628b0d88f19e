"""Take expectations over finitely many atoms, exactly: rational probabilities, rational values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from theorysim.readings import exact

Atoms = Sequence[tuple[Fraction, Fraction]]  # (probability, value)


def checked(atoms: Atoms) -> Atoms:
    """Give the atoms back; raises ValueError for a negative probability or a sum that is not 1, exactly."""
    if any(p < 0 for p, _ in atoms):
        raise ValueError("an atom has a negative probability")
    total = sum((p for p, _ in atoms), Fraction(0))
    if total != 1:
        raise ValueError(f"the probabilities sum to {total}, not to 1")
    return atoms


def outcomes(draws: Mapping[str, Atoms]) -> Iterator[tuple[Fraction, dict[str, Fraction]]]:
    """Give every joint outcome of independent draws, with its probability."""
    laws = [checked(atoms) for atoms in draws.values()]
    for chosen in product(*laws):
        probability = Fraction(1)
        for p, _ in chosen:
            probability *= p
        if probability:
            yield probability, dict(zip(draws, (value for _, value in chosen), strict=True))


def expectation(body: Callable[..., Any], draws: Mapping[str, Atoms], values: Mapping[str, Fraction] | None = None) -> Fraction:
    """Give the expectation of a body over independent draws, at fixed other values.

    Raises exact.NotRational where the body leaves the rationals, ValueError for atoms that are no law.
    """
    total = Fraction(0)
    for probability, drawn in outcomes(draws):
        total += probability * exact.evaluate(body, {**(values or {}), **drawn})
    return total


def probability(event: Callable[..., Any], draws: Mapping[str, Atoms], values: Mapping[str, Fraction] | None = None) -> Fraction:
    """Give the probability that left <= right, for a body that returns (left, right)."""
    total = Fraction(0)
    for weight, drawn in outcomes(draws):
        left, right = exact.evaluate(event, {**(values or {}), **drawn})
        total += weight if left <= right else 0
    return total
