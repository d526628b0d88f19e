"""Go from the points at which a relation comes closest to failing to where it comes closer still, and look for a rational point there.

A dip that is too narrow to be met by chance is found so: by steps that become ever smaller, then by simple fractions near the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

import numpy as np
from numpy.typing import NDArray

from theorysim.domains import Domain
from theorysim.entries import Sided
from theorysim.prove.drawn import Columns
from theorysim.prove.thin import holding, reach, sides

Values = NDArray[np.float64]
SCALES = (*(4.0,) * 6, *(10.0 ** (-k / 2) for k in range(1, 21)))  # of the steps, in the logarithm of a coordinate
ON_A_CURVE = (0.3, 0.1, 0.03, 0.01, 1e-3, 1e-4)
DRAWS = 16  # of each scale, about each point
DENOMINATORS = (1, 10, 100, 10_000)  # up to which fractions are tried, for a coordinate and for quotients of two
EXTREME = tuple(sign * 10.0**k for k in (9, 16, 31, 61, 121, -9, -16, -31, -61, -121) for sign in (1, -1))
FEW = 8  # of the points far out
SEED = 7


def measures(left: Values, right: Values) -> tuple[Values, ...]:
    """Return three ways to say how close to failing a relation is: the quotient, the difference, and its share of both sides."""
    with np.errstate(all="ignore"):
        quotient = np.where((left > 0) & (right > 0), left / right, -np.inf)
        difference = left - right
        ways = quotient, difference, difference / (1e-300 + np.abs(left) + np.abs(right))
    return tuple(np.where(np.isfinite(way), way, -np.inf) for way in ways)


def starts(left: Values, right: Values, met: NDArray[np.bool_]) -> list[int]:
    """Return the number of the closest point in each measure, among those that met the hypotheses."""
    return [int(np.argmax(np.where(met, way, -np.inf))) for way in measures(left, right)] if met.any() else []


def closest(
    check: Sided,
    given: Sequence[Sided],
    domains: Mapping[str, Domain],
    ends: Mapping[str, tuple[float, float]],
    starts: Sequence[Mapping[str, Fraction]],
) -> Iterator[dict[str, Fraction]]:
    """Yield points at which the relation may fail, from one start for each measure."""
    rng = np.random.default_rng(SEED)
    if not domains or not starts:
        return
    best = {name: np.array([float(point[name]) for point in starts]) for name in domains}
    rows, level = np.arange(len(starts)), np.full(len(starts), -np.inf)
    curved = any(one.sense == "==" for one in given)
    for scale in ON_A_CURVE if curved else SCALES:
        moved = _moved(best, domains, ends, scale, rng)
        moved = reach(given, domains, ends, moved, SEED)[0] if curved else moved
        met = _met(given, moved)
        ways = measures(*sides(check, moved))
        values = np.stack([np.where(met, way, -np.inf).reshape(len(starts), DRAWS)[i] for i, way in enumerate(ways)])
        top = values.argmax(axis=1)
        better = values[rows, top] > level
        level = np.where(better, values[rows, top], level)
        for name in domains:
            best[name] = np.where(better, moved[name].reshape(len(starts), DRAWS)[rows, top], best[name])
    yield from _extreme(check, given, domains, ends, starts)
    for i in rows:
        yield from simple_near({name: Fraction(float(x[i])) for name, x in best.items()})


def _moved(
    best: Columns, domains: Mapping[str, Domain], ends: Mapping[str, tuple[float, float]], scale: float, rng: np.random.Generator
) -> Columns:
    """Return draws about each point, that itself among them: all coordinates moved a little, or some."""
    moved = {}
    for name, domain in domains.items():
        by = scale * rng.normal(0, 1, (best[name].size, DRAWS)) * (rng.random((best[name].size, DRAWS)) < 0.7)
        x = best[name][:, None] * np.exp(by) * np.where((scale > 1) & (rng.random(by.shape) < 0.3), -1.0, 1.0)
        x[:, 0] = best[name]
        moved[name] = np.clip(np.rint(x) if domain.integer else x, *ends[name]).ravel()
    return moved


def _met(given: Sequence[Sided], columns: Columns) -> NDArray[np.bool_]:
    met = np.ones(next(iter(columns.values())).size, dtype=bool)
    for one in given:
        met &= holding(one, *sides(one, columns))
    return met


def simple_near(point: Mapping[str, Fraction]) -> Iterator[dict[str, Fraction]]:
    """Yield a point, points of simple fractions near it, and those at which coordinates have simple quotients."""
    yield dict(point)
    first = next(iter(point.values()))
    for most in DENOMINATORS:
        yield {name: x.limit_denominator(most) for name, x in point.items()}
        if len(point) > 1 and first:
            base = first.limit_denominator(most) or first
            yield {name: base * (x / first).limit_denominator(most) for name, x in point.items()}


def _extreme(
    check: Sided,
    given: Sequence[Sided],
    domains: Mapping[str, Domain],
    ends: Mapping[str, tuple[float, float]],
    starts: Sequence[Mapping[str, Fraction]],
) -> Iterator[dict[str, Fraction]]:
    """Yield points far out that floats say break it: one coordinate, or each, of an extreme size, the others as at a start."""
    rows = []
    for start, size, name in product(starts, EXTREME, (*domains, "")):
        rows.append([float(size if n == name or not name else start[n]) for n in domains])
    columns = {n: np.clip(np.array(rows)[:, i], *ends[n]) for i, n in enumerate(domains)}
    left, right = sides(check, columns)
    broken = np.flatnonzero(_met(given, columns) & np.isfinite(left) & np.isfinite(right) & ~holding(check, left, right))
    yield from ({n: Fraction(float(x[i])) for n, x in columns.items()} for i in broken[:FEW])
