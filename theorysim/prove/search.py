"""Search for a point where a relation fails: edges and corners of the ranges first, then at random, then shrink.

Float64 only proposes a point. A witness counts once `confirm` says, in rationals or balls, that every hypothesis holds
there and the relation fails.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import chain, combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.domains import Domain, parameters
from theorysim.entries import Sided
from theorysim.prove.algebra import domains_of
from theorysim.prove.closest import closest, simple_near, starts
from theorysim.prove.drawn import Columns, Ranges, interval, sample
from theorysim.prove.thin import bases, exactly, holding, reach, sides
from theorysim.readings import balls
from theorysim.readings.confirm import confirm
from theorysim.readings.meant import reason, rounded_of

Point = Mapping[str, Fraction]
POINTS = {"quick": 4_000, "standard": 40_000, "deep": 400_000}
CANDIDATES = 30  # points that float64 proposes, of the largest gap and of the largest ratio
FEW = 8  # points that nothing speaks against are asked beyond float64 all the same
NARROW = 100  # distinct places free of ties, below which hypotheses are reached, not only drawn
CLEAR = 1e-6  # of a ratio from 1: an excess that is no rounding
FINE = (6, 9)  # digits of points near the closest
ROUNDS = 4  # of draws around the worst points, each a quarter of the first draw
SIMPLE = tuple(
    Fraction(x)
    for x in ("0", "1", "2", "1/2", "3", "5", "10", "1/10", "4", "1/4", "20", "1/20", "100", "1/100", "1000", "1/1000", "3/2", "11/10")
)


@dataclass(frozen=True)
class Found:
    """What a search saw: distinct points that met the hypotheses, the worst left/right among them, where, and a witness.

    `doubted` is a point that breaks the claim in float64, or by its rounded constants alone, and not certainly; `why` says which.
    """

    tried: int
    met: int
    worst_ratio: float | None
    worst: Mapping[str, Fraction] | None
    witness: Mapping[str, Fraction] | None
    free: bool = True  # whether some of the places are not ties between parameters
    doubted: Mapping[str, Fraction] | None = None
    why: str = ""
    close: tuple[Mapping[str, Fraction], ...] = ()  # where it comes closest to failing, in one measure each


def untied(columns: Columns) -> NDArray[np.bool_]:
    """Tell at which points no coordinate is another one, half of it or twice it."""
    free = np.ones(next(iter(columns.values())).size if columns else 1, dtype=bool)
    for a, b in combinations(columns.values(), 2):
        free &= (a != b) & (a != 2 * b) & (2 * a != b)
    return free


def _drawn(domains: Mapping[str, Domain], ranges: Ranges, n: int, seed: int) -> tuple[Columns, NDArray[np.bool_]]:
    """Return the points that a search draws first, and which of them are on no tie."""
    return _kept(tuple(domains.items()), tuple((name, ranges[name]) for name in domains if name in ranges), n, seed)


@lru_cache(maxsize=4)  # planted errors of a relation are asked at the same points
def _kept(
    domains: tuple[tuple[str, Domain], ...], ranges: tuple[tuple[str, tuple[float, float]], ...], n: int, seed: int
) -> tuple[Columns, NDArray[np.bool_]]:
    columns = sample(dict(domains), dict(ranges), n, seed)
    for x in columns.values():
        x.flags.writeable = False
    return columns, untied(columns)


def _inside(domains: Mapping[str, Domain], ranges: Ranges, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.bool_]:
    inside = np.ones(next(iter(columns.values())).size if columns else 1, dtype=bool)
    for name, domain in domains.items():
        x = columns[name]
        low, high = interval(name, domain, ranges) if name in ranges else (domain.low, domain.high)
        inside &= (x > domain.low) if domain.low_open else (x >= domain.low)
        inside &= (x < domain.high) if domain.high_open else (x <= domain.high)
        inside &= (x >= low) & (x <= high)
    return inside


def fails_at(check: Sided, given: Sequence[Sided], point: Mapping[str, Fraction]) -> bool:
    """Tell whether, certainly, every hypothesis holds at the point and the check fails there, with rounded constants as meant, too."""
    return _fails(check, given, point, False) and (not rounded_of(check, *given) or _fails(check, given, point, True))


def _fails(check: Sided, given: Sequence[Sided], point: Mapping[str, Fraction], as_meant: bool) -> bool:
    return confirm(check, point, as_meant=as_meant) is False and all(confirm(g, point, as_meant=as_meant) is True for g in given)


def _met_somewhere(given: Sequence[Sided], points: Iterable[Mapping[str, Fraction]]) -> bool:
    """Tell whether the hypotheses hold at one of the points beyond float64; an equation is taken as met where it is within rounding."""
    stated = [g for g in given if g.sense != "=="]
    return any(all(confirm(g, p) is not False for g in stated) for p in points) if stated else True


class _Seen:
    """What float64 says at a batch of points."""

    def __init__(
        self,
        check: Sided,
        given: Sequence[Sided],
        domains: Mapping[str, Domain],
        ranges: Ranges,
        columns: Columns,
        free: NDArray[np.bool_],
    ):
        met = _inside(domains, ranges, columns)
        for one in given:
            met &= holding(one, *sides(one, columns))
        self.columns, self.free = columns, free
        self.left, self.right = sides(check, columns)
        self.finite = met & np.isfinite(self.left) & np.isfinite(self.right)
        with np.errstate(all="ignore"):
            self.ratio = np.where(self.finite & (self.left > 0) & (self.right > 0), self.left / self.right, -np.inf)

    def broken(self, check: Sided) -> NDArray[np.int64]:
        """Return which points break the check in float64, those of the largest gap first."""
        with np.errstate(all="ignore"):
            gap = np.abs(self.left - self.right) / (1e-300 + np.abs(self.left) + np.abs(self.right))
        found = np.flatnonzero(self.finite & ~holding(check, self.left, self.right))
        return found[np.argsort(-gap[found], kind="stable")]

    def joined(self, other: "_Seen") -> "_Seen":
        """Return this batch followed by another."""
        new = object.__new__(_Seen)
        new.columns = {name: np.concatenate([self.columns[name], other.columns[name]]) for name in self.columns}
        for name in ("left", "right", "finite", "ratio", "free"):
            setattr(new, name, np.concatenate([getattr(self, name), getattr(other, name)]))
        return new

    def places(self, rows: NDArray[np.bool_]) -> int:
        """Count the distinct points among those rows that met the hypotheses."""
        if not self.columns:
            return int(rows.any())
        points = np.stack([x[rows] + 0.0 for x in self.columns.values()], axis=1)  # + 0.0: -0.0 is no other place than 0.0
        return len(set(points.view(f"V{8 * points.shape[1]}").ravel().tolist()))


def _around(seen: _Seen, domains: Mapping[str, Domain], n: int, seed: int) -> Columns | None:
    """Draw points near the worst ones: some coordinates scaled a little, or moved to 0, 1 or another coordinate."""
    best = [i for i in np.argsort(-seen.ratio, kind="stable")[:CANDIDATES] if seen.ratio[i] > -np.inf]
    if not best:
        return None
    rng = np.random.default_rng(seed)
    chosen = rng.choice(np.array(best), n)
    near = {}
    for name, domain in domains.items():
        x = seen.columns[name][chosen]
        moved = np.where(rng.random(n) < 0.5, x * np.exp(rng.choice([0.01, 0.1, 0.7], n) * rng.standard_normal(n)), x)
        moved = np.where(rng.random(n) < 0.05, rng.choice([0.0, 1.0], n), moved)
        near[name] = np.rint(moved) if domain.integer else moved
    return near


def _reached(given: Sequence[Sided], domains: Mapping[str, Domain], ends: Ranges, columns: Columns, seed: int) -> tuple[Columns, Any]:
    """Return points brought to where the hypotheses hold, and which of them are on no tie: those that were moved there, too."""
    there, moved = reach(given, domains, ends, columns, seed)
    return there, moved | untied(there)


def search(check: Sided, given: Sequence[Sided], ranges: Ranges, effort: str = "quick", seed: int = 1) -> Found:
    """Look for a point that satisfies `given` and breaks `check`; work is counted in points, the same effort tries the same."""
    return _searched(check, tuple(given), tuple((name, (low, high)) for name, (low, high) in ranges.items()), effort, seed)


@lru_cache(maxsize=2048)  # planted errors ask again, and proofs share lines
def _searched(
    check: Sided, given: tuple[Sided, ...], printed: tuple[tuple[str, tuple[float, float]], ...], effort: str, seed: int
) -> Found:
    ranges = dict(printed)
    domains = domains_of(check, *given)
    n = POINTS[effort]
    ends = {name: _ends(name, domain, ranges) for name, domain in domains.items()}
    drawn, free = _drawn(domains, ranges, n, seed)
    seen = _Seen(check, given, domains, ranges, drawn, free)
    narrow = bool(given and domains) and (any(g.sense == "==" for g in given) or seen.places(seen.finite & seen.free) < NARROW)
    if narrow:
        seen = seen.joined(_Seen(check, given, domains, ranges, *_reached(given, domains, ends, drawn, seed)))
    for turn in range(ROUNDS):  # then around the worst points met so far
        nearer = _around(seen, domains, n // (16 if narrow else 4), seed + 1 + turn)
        if nearer is None:
            break
        near = _reached(given, domains, ends, nearer, seed + turn) if narrow else (nearer, untied(nearer))
        seen = seen.joined(_Seen(check, given, domains, ranges, *near))
    left, right, finite, ratio, columns = seen.left, seen.right, seen.finite, seen.ratio, seen.columns
    high = [int(i) for i in np.argsort(-ratio, kind="stable")[:CANDIDATES] if ratio[i] > -np.inf]
    tops: Iterable[dict[str, Fraction]] = (_point(columns, domains, i) for i in high)
    if any(g.sense == "==" for g in given):
        tops = (q for p in list(tops)[:FEW] for q in (p, *exactly(given, p, ())) if _within(q, domains, ranges))
    top = next((p for p in tops if all(confirm(g, p) is True for g in given)), None)
    worst = None if top is None else tidied(check, given, ranges, top)
    broken = seen.broken(check)
    met = np.flatnonzero(finite)
    some = [int(i) for i in met[:: max(1, met.size // FEW)]]
    proposed = [_point(columns, domains, i) for i in [*(int(i) for i in broken[:CANDIDATES]), *high, *some]]
    candidates: Iterable[Mapping[str, Fraction]] = iter(proposed)
    if any(g.sense == "==" for g in given):
        simple = bases(given)
        there = (q for p in proposed for q in exactly(given, p, simple))
        candidates = chain(proposed, (q for q in there if _within(q, domains, ranges)))
    rounded = [] if worst is None else [worst]  # it may be worse than the point that it was rounded from
    witness = next((p for p in chain(candidates, rounded) if fails_at(check, given, p)), None)
    really = witness is not None or top is not None or _met_somewhere(given, (_point(columns, domains, int(i)) for i in met[:CANDIDATES]))
    most = ratio_at(check, worst) if worst is not None and check.sense != "==" else None
    doubted, why = (None, "") if witness is not None else _doubted(check, given, proposed, min(broken.size, CANDIDATES), worst, most)
    return Found(
        int(ratio.size),
        seen.places(finite) if really else 0,
        most,
        worst,
        None if witness is None else shrink(check, given, ranges, witness),
        seen.places(finite & seen.free) >= FEW or not domains,
        doubted,
        why,
        () if witness is not None else tuple(_point(columns, domains, i) for i in starts(left, right, finite)),
    )


@lru_cache(maxsize=4096)  # of planted errors, which are asked for twice
def _plainly_broken(
    check: Sided, given: tuple[Sided, ...], printed: tuple[tuple[str, tuple[float, float]], ...], effort: str, seed: int
) -> bool:
    """Tell whether one of the points that a search draws first certainly breaks the check."""
    ranges, domains = dict(printed), domains_of(check, *given)
    drawn, free = _drawn(domains, ranges, POINTS[effort], seed)
    seen = _Seen(check, given, domains, ranges, drawn, free)
    return any(fails_at(check, given, _point(drawn, domains, int(i))) for i in seen.broken(check)[:CANDIDATES])


def refutes(check: Sided, given: Sequence[Sided], ranges: Ranges, effort: str = "quick", seed: int = 1) -> bool:
    """Tell whether a search finds a witness: the same as `search`, which looks for the worst, and soonest where the first draw has one."""
    printed = tuple((name, (low, high)) for name, (low, high) in ranges.items())
    return _plainly_broken(check, tuple(given), printed, effort, seed) or search(check, given, ranges, effort, seed).witness is not None


def broken_nearby(check: Sided, given: Sequence[Sided], ranges: Ranges, found: Found) -> Mapping[str, Fraction] | None:
    """Return a witness that was reached from the points at which a search came closest to one; None where none was."""
    domains = domains_of(check, *given)
    ends = {name: _ends(name, domain, ranges) for name, domain in domains.items()}
    near: Iterable[Mapping[str, Fraction]] = () if check.sense == "==" else closest(check, given, domains, ends, found.close)
    if any(g.sense == "==" for g in given):
        simple = bases(given)
        near = (q for p in (*found.close, *near) for q in (*simple_near(p), *exactly(given, p, simple, FINE)))  # type: ignore[arg-type]
    points = (p for p in near if _within(p, domains, ranges))
    witness = next((p for p in points if fails_at(check, given, p)), None)
    return None if witness is None else shrink(check, given, ranges, witness)


def _doubted(
    check: Sided, given: Sequence[Sided], proposed: Sequence[Point], broken: int, worst: Point | None, ratio: float | None
) -> tuple[Point | None, str]:
    """Return a point that breaks the claim and was neither confirmed nor denied, and why it was not; in float64 the first `broken` do.

    A rounded constant is less than 1e-9 from the number that was meant, so what it breaks, or holds up, float64 may not show: neither at
    such a point, nor where the two sides are as close, at the worst one, nor of two sides that are to be equal.
    """
    if constants := rounded_of(check, *given):
        point = next((p for p in proposed if _fails(check, given, p, False) or _fails(check, given, p, True)), None)
        if point is None and (check.sense == "==" or (ratio or 0.0) > 1 - CLEAR):
            point = worst or next(iter(proposed), None)
        if point is not None:
            return point, reason(constants)
    if any(g.sense == "==" for g in given):
        stated = [g for g in given if g.sense != "=="]
        for point in proposed[:broken]:
            clear = abs((ratio_at(check, point) or 0.0) - 1) > CLEAR
            if clear and confirm(check, point) is False and all(confirm(g, point) is not False for g in stated):
                return (
                    point,
                    "float64 breaks it at a point that meets an equation of the hypotheses; none was found that meets it exactly",
                )
    return None, ""


def _ends(name: str, domain: Domain, ranges: Ranges) -> tuple[float, float]:
    """Return the least and the largest number of a domain and its printed range; those of an open end are just within."""
    low, high = ranges.get(name, (domain.low, domain.high))
    low, high = max(low, domain.low), min(high, domain.high)
    low = float(np.nextafter(low, np.inf)) if domain.low_open and low == domain.low else low
    return low, float(np.nextafter(high, -np.inf)) if domain.high_open and high == domain.high else high


def _within(point: Mapping[str, Fraction], domains: Mapping[str, Domain], ranges: Ranges) -> bool:
    """Tell whether a point lies in the domains and in the printed ranges."""
    for name, domain in domains.items():
        low, high = ranges.get(name, (-np.inf, np.inf))
        if not low <= point[name] <= high or not domain.holds(point[name]) or (domain.integer and point[name].denominator != 1):  # type: ignore[arg-type]
            return False
    return True


def tidied(check: Sided, given: Sequence[Sided], ranges: Ranges, point: dict[str, Fraction]) -> dict[str, Fraction]:
    """Round a worst point, one coordinate at a time, while every hypothesis certainly holds and the ratio stays within 1 %."""
    domains = domains_of(check, *given)
    ratio = ratio_at(check, point) or 0.0
    for name, domain in domains.items():
        for digits in (1, 2, 3, 4):
            new = {**point, name: Fraction(f"{float(point[name]):.{digits}g}")}
            low, high = interval(name, domain, ranges) if name in ranges else (-np.inf, np.inf)
            if not (domain.holds(float(new[name])) and low <= new[name] <= high) or not all(confirm(g, new) is True for g in given):
                continue
            if (ratio_at(check, new) or 0.0) >= 0.99 * ratio:
                point = new
                break
    return point


def ratio_at(check: Sided, point: Mapping[str, Fraction]) -> float | None:
    """Return left/right at a point beyond float64, where cancellation may have made it large."""
    left, right = balls.evaluate(check.body, {p.name: point[p.name] for p in parameters(check.body)}, 256)
    ratio = float((left / right).arb.mid())
    return ratio if np.isfinite(ratio) else None


def _point(columns: Mapping[str, NDArray[np.float64]], domains: Mapping[str, Domain], i: int) -> dict[str, Fraction]:
    return {name: Fraction(float(columns[name][i])) for name in domains}


def shrink(check: Sided, given: Sequence[Sided], ranges: Ranges, witness: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Make a witness smaller, one coordinate at a time, as long as it certainly stays one."""
    domains = domains_of(check, *given)
    best = dict(witness)
    for _ in range(2):
        for name, domain in domains.items():
            rounded = (Fraction(float(f"{float(best[name]):.{d}g}")).limit_denominator(10**9) for d in (1, 2, 3))
            for candidate in (*SIMPLE, *rounded):
                low, high = interval(name, domain, ranges) if name in ranges else (-np.inf, np.inf)
                if candidate == best[name]:
                    break
                if not domain.holds(float(candidate)) or not low <= candidate <= high:
                    continue
                if fails_at(check, given, {**best, name: candidate}):
                    best[name] = candidate
                    break
    return best
