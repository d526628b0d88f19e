"""Reach the places that few drawn points meet: hypotheses that are equations, or hold in a thin region.

In floats, a point is moved along one coordinate after another to where a hypothesis is an equality, as long as that makes what it
misses less. A point so reached only proposes; `exactly` looks for rational ones near it at which every equation holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, permutations, product

import numpy as np
from numpy.typing import NDArray

from theorysim.domains import Domain, parameters
from theorysim.entries import Sided
from theorysim.prove.drawn import Columns
from theorysim.readings import arrays, exact
from theorysim.readings.confirm import confirm

Point = dict[str, Fraction]
TURNS = 60  # of moves of every point
MOST = 1_000  # points that are moved
WITHIN = 1e-12  # of the size of two sides: so far within an inequality a point has to come, to be in it beyond float64
LEFT = 0.3  # of the points: a share that need not be brought in
DIGITS = (1, 2, 3, 6)  # to which the coordinates are rounded that stay
ORDERS = 24  # ways to say which equation is solved for which parameter
BASES = 6  # rational points of a curve, from which others are reached
GRID = (Fraction(0), Fraction(1), Fraction(-1), Fraction(2), Fraction(-2), Fraction(1, 2), Fraction(3))  # of which they are made
AXES = 3  # parameters of an equation of which they are made


def sides(sided: Sided, columns: Columns) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return both sides at many points, each of shape (n,)."""
    n = next(iter(columns.values())).size if columns else 1
    left, right = arrays.evaluate(sided.body, {p.name: columns[p.name] for p in parameters(sided.body)})
    return arrays.columns(left, n), arrays.columns(right, n)


def holding(sided: Sided, left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell where a relation holds in float64, an equation within rounding."""
    if sided.sense == "==":
        left, right = np.where(np.isfinite(left), left, 0.0), np.where(np.isfinite(right), right, 1.0)
        with np.errstate(over="ignore"):
            return np.abs(left - right) <= 1e-9 * (1e-300 + np.abs(left) + np.abs(right))
    return left < right if sided.sense == "<" else left <= right


def _misses(given: Sequence[Sided], columns: Columns) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return by how much each hypothesis is missed, (m, n), signed for an equation, and the size of its two sides."""
    gaps, sizes = [], []
    with np.errstate(all="ignore"):
        for one in given:
            left, right = sides(one, columns)
            gap = left - right
            if one.sense != "==":
                gap = np.maximum(gap + WITHIN * (np.abs(left) + np.abs(right)), 0.0)
            gaps.append(np.where(np.isfinite(gap), gap, np.inf))
            sizes.append(np.abs(left) + np.abs(right))
    return np.array(gaps), np.array(sizes)


def reach(
    given: Sequence[Sided],
    domains: Mapping[str, Domain],
    ends: Mapping[str, tuple[float, float]],
    columns: Columns,
    seed: int,
) -> tuple[Columns, NDArray[np.bool_]]:
    """Move points until they meet the hypotheses, or are as near as they come; `ends` bound each coordinate.

    Return too which of them were moved.
    """
    rng = np.random.default_rng(seed)
    now = {name: x[-MOST:].copy() for name, x in columns.items()}
    gaps, sizes = _misses(given, now)
    usual = np.array([np.median(s[np.isfinite(s)]) if np.isfinite(s).any() else 1.0 for s in sizes])[:, None]
    n, names = gaps.shape[1], list(domains)
    takes = [[names.index(p.name) for p in parameters(one.body)] for one in given]
    rows = np.arange(n)

    def total(gaps: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
        with np.errstate(all="ignore"):
            missed = np.abs(gaps) / (1e-300 + np.minimum(sizes, usual) + 1e-9 * usual)
        return np.asarray(np.where(np.isfinite(missed), missed, 1e300).sum(axis=0))

    missed = total(gaps, sizes)
    for _ in range(TURNS):
        if np.count_nonzero(missed) < LEFT * n:
            break
        with np.errstate(all="ignore"):
            share = np.abs(gaps) / (1e-300 + sizes)
            which = np.argmax(np.where(np.isnan(share), np.inf, share) * rng.random(share.shape), axis=0)  # the hypothesis to mend
        chosen = np.array([takes[w][rng.integers(len(takes[w]))] if takes[w] else 0 for w in range(len(given))])[which]
        step = {}
        for j, name in enumerate(names):
            x = now[name]
            step[name] = np.where(chosen == j, 1e-7 * np.abs(x) + 1e-12, 0.0)
        beside, _ = _misses(given, {name: now[name] + step[name] for name in names})
        gap, moved = gaps[which, rows], beside[which, rows]
        by = np.where(np.array([one.sense == "==" for one in given])[which], 1.0, rng.choice([1.0, 1.0000001, 1.5], n))
        new = {}
        with np.errstate(all="ignore"):
            times = -gap / (moved - gap) * by
            astray = rng.normal(0, 1, n)
            for j, name in enumerate(names):
                x = now[name]
                solved = np.where(np.isfinite(times), x + times * step[name], x)
                loose = np.where((chosen == j) & ~np.isfinite(times), x * np.exp(0.5 * astray), solved)
                low, high = ends[name]
                new[name] = np.clip(np.rint(loose) if domains[name].integer else loose, low, high)
        after, after_sizes = _misses(given, new)
        missed_after = total(after, after_sizes)
        better = missed_after < missed
        for name in names:
            now[name] = np.where(better, new[name], now[name])
        gaps, sizes = np.where(better, after, gaps), np.where(better, after_sizes, sizes)
        missed = np.where(better, missed_after, missed)
    return now, np.any([now[name] != columns[name][-MOST:] for name in names], axis=0)


# --- exactly --------------------------------------------------------------------------------------------------------


def _gap(equation: Sided, point: Mapping[str, Fraction]) -> Fraction | None:
    try:
        left, right = exact.evaluate(equation.body, {p.name: point[p.name] for p in parameters(equation.body)})
    except (exact.NotRational, ZeroDivisionError):
        return None
    return Fraction(left - right)


def _root(equation: Sided, point: Point, name: str) -> Point | None:
    """Solve an equation for one parameter where it is linear in that or in its reciprocal."""
    here = _gap(equation, point)
    if here == 0:
        return point
    beside = _gap(equation, {**point, name: point[name] + 1})
    if here is not None and beside is not None and beside != here:
        new = {**point, name: point[name] - here / (beside - here)}
        if _gap(equation, new) == 0:
            return new
    if here is not None and point[name]:
        twice = _gap(equation, {**point, name: point[name] / 2})  # 1/x becomes 2/x
        if twice is not None and twice != here and (inverse := 1 / point[name] * (1 - here / (twice - here))):
            new = {**point, name: 1 / inverse}
            if _gap(equation, new) == 0:
                return new
    return None


def _chord(equation: Sided, base: Point, target: Point, digits: int) -> Point | None:
    """Return where the line from a point of a curve meets it again, if it is one of the second degree."""
    way = {name: Fraction(f"{float(target[name] - base[name]):.{digits}g}") for name in base}  # 0 for what the equation does not take
    there, back = (_gap(equation, {n: base[n] + sign * way[n] for n in base}) for sign in (1, -1))
    if there is None or back is None or there + back == 0:
        return None
    t = -(there - back) / (there + back)
    new = {n: base[n] + t * way[n] for n in base}
    return new if t and _gap(equation, new) == 0 else None


def bases(given: Sequence[Sided]) -> list[Point]:
    """Return a few simple rational points at which the one equation among the hypotheses holds, in its own parameters."""
    equations = [g for g in given if g.sense == "=="]
    names = [p.name for p in parameters(equations[0].body)] if len(equations) == 1 else []
    if not 0 < len(names) <= AXES:
        return []
    points = (dict(zip(names, values, strict=True)) for values in product(GRID, repeat=len(names)))
    return list(islice((p for p in points if p and _gap(equations[0], p) == 0), BASES))


def exactly(given: Sequence[Sided], point: Point, bases: Sequence[Point], digits: Sequence[int] = DIGITS) -> Iterator[Point]:
    """Yield rational points near one at which every equation among the hypotheses certainly holds."""
    equations = [g for g in given if g.sense == "=="]
    if not equations:
        yield point
        return
    names = list(point)
    takes = [[p.name for p in parameters(e.body) if p.name in point] for e in equations]
    for some in digits:
        short = {name: Fraction(f"{float(value):.{some}g}") for name, value in point.items()}
        for order in islice(permutations(names, len(equations)), ORDERS * len(names)):
            if not all(name in some for name, some in zip(order, takes, strict=True)):
                continue
            found: Point | None = dict(short)
            for equation, name in zip(equations, order, strict=True):
                found = None if found is None else _root(equation, found, name)
            if found is not None and all(confirm(e, found) is True for e in equations):
                yield found
    if len(equations) == 1:
        for base in bases:
            if (met := _chord(equations[0], {**point, **base}, point, max(3, digits[0]))) is not None:
                yield met
