"""Take expectations over finitely many atoms, exactly: rational probabilities, rational values.

The atoms of a body are those of its `Finite` draws and of the minibatches that it is shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from theorysim.domains import Finite, parameters
from theorysim.readings import exact

Atoms = Sequence[tuple[Fraction, Fraction]]  # (probability, value)


def checked(atoms: Atoms) -> Atoms:
    """Return the atoms back; raises ValueError for a negative probability or a sum that is not 1, exactly."""
    if any(p < 0 for p, _ in atoms):
        raise ValueError("an atom has a negative probability")
    total = sum((p for p, _ in atoms), Fraction(0))
    if total != 1:
        raise ValueError(f"the probabilities sum to {total}, not to 1")
    return atoms


def laws(
    body: Callable[..., Any], values: Mapping[str, Any], evaluate: Callable[[Callable[..., Any], Mapping[str, Any]], Any] = exact.evaluate
) -> dict[str, Atoms]:
    """Return the law of each `Finite` draw of a body, at values of its parameters; those that it lacks have their defaults.

    Raises exact.NotRational where a probability is not rational, ValueError where they are no law.
    """
    found: dict[str, Atoms] = {}
    for p in parameters(body):
        if isinstance(p.domain, Finite):
            chances = [evaluate(law, takes(law, values)) for law in p.domain.probabilities]
            every = [1 - sum(chances, Fraction(0)), *chances]
            found[p.name] = checked([(chance, Fraction(k)) for k, chance in enumerate(every)])
    return found


def takes(body: Callable[..., Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a body takes from the values at hand; raises KeyError for a name without a value and without a default."""
    return {p.name: values[p.name] if p.name in values or p.default is None else p.default for p in parameters(body)}


def minibatches(kind: str, terms: Sequence[Fraction], batch: int) -> Atoms:
    """Return the law of the mean over a minibatch: "with replacement", "without replacement", or "in turn" over a whole round."""
    n = len(terms)
    if kind == "with replacement":
        chosen = list(product(terms, repeat=batch))
    elif kind == "without replacement":
        chosen = list(combinations(terms, min(batch, n)))
    else:
        chosen = [tuple(terms[(start + i) % n] for i in range(batch)) for start in range(0, n * batch, batch)]
    return [(Fraction(1, len(chosen)), sum(c, Fraction(0)) / len(c)) for c in chosen]


def outcomes(draws: Mapping[str, Atoms]) -> Iterator[tuple[Fraction, dict[str, Fraction]]]:
    """Return every joint outcome of independent draws, with its probability."""
    laws = [checked(atoms) for atoms in draws.values()]
    for chosen in product(*laws):
        probability = Fraction(1)
        for p, _ in chosen:
            probability *= p
        if probability:
            yield probability, dict(zip(draws, (value for _, value in chosen), strict=True))


def expectation(body: Callable[..., Any], draws: Mapping[str, Atoms], values: Mapping[str, Fraction] | None = None) -> Fraction:
    """Return the expectation of a body over independent draws, at fixed other values.

    Raises exact.NotRational where the body leaves the rationals, ValueError for atoms that are no law.
    """
    total = Fraction(0)
    for probability, drawn in outcomes(draws):
        total += probability * exact.evaluate(body, {**(values or {}), **drawn})
    return total


def probability(event: Callable[..., Any], draws: Mapping[str, Atoms], values: Mapping[str, Fraction] | None = None) -> Fraction:
    """Return the probability that left <= right, for a body that returns (left, right)."""
    total = Fraction(0)
    for weight, drawn in outcomes(draws):
        left, right = exact.evaluate(event, {**(values or {}), **drawn})
        total += weight if left <= right else 0
    return total
