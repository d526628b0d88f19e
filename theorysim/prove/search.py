"""Search for a point where a relation fails: edges and corners of the ranges first, then at random, then shrink.

Float64 only proposes a point. A witness counts once `confirm` says, in rationals or balls, that every hypothesis holds
there and the relation fails.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, product

import numpy as np
from numpy.typing import NDArray

from theorysim.domains import Domain, parameters
from theorysim.entries import Sided
from theorysim.prove.algebra import domains_of
from theorysim.readings import arrays, balls
from theorysim.readings.confirm import confirm

POINTS = {"quick": 4_000, "standard": 40_000, "deep": 400_000}
CANDIDATES = 30  # points that float64 proposes, of the largest gap and of the largest ratio
FEW = 8  # points that nothing speaks against are asked beyond float64 all the same
ROUNDS = 4  # of draws around the worst points, each a quarter of the first draw
SIMPLE = tuple(
    Fraction(x)
    for x in ("0", "1", "2", "1/2", "3", "5", "10", "1/10", "4", "1/4", "20", "1/20", "100", "1/100", "1000", "1/1000", "3/2", "11/10")
)


@dataclass(frozen=True)
class Found:
    """What a search saw: points that met the hypotheses, the worst left/right among them, where, and a witness."""

    tried: int
    met: int
    worst_ratio: float | None
    worst: Mapping[str, Fraction] | None
    witness: Mapping[str, Fraction] | None


def interval(name: str, domain: Domain, ranges: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Return the range in which a parameter is searched: the statement's, else a wide one within its domain."""
    if name in ranges:
        return ranges[name]
    low = domain.low if np.isfinite(domain.low) else -1e3
    high = domain.high if np.isfinite(domain.high) else (1e6 if domain.low >= 0 else 1e3)
    return low, high


def sample(domains: Mapping[str, Domain], ranges: Mapping[str, tuple[float, float]], n: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Draw points: corners, then logarithmically at random, a share of the coordinates tied to others."""
    rng = np.random.default_rng(seed)
    columns: dict[str, NDArray[np.float64]] = {}
    for name, domain in domains.items():
        low, high = interval(name, domain, ranges)
        base = domain.low if np.isfinite(domain.low) and low >= domain.low else 0.0
        if low - base >= 0 and high > 100:  # logarithmic from the lower end of the domain
            bottom = np.log(max(low - base, 1e-6))
            x = base + np.exp(rng.uniform(bottom, np.log(high - base), n))
        elif low < 0:
            x = rng.choice([-1.0, 1.0], n) * np.exp(rng.uniform(np.log(1e-3), np.log(max(-low, high)), n))
        else:
            x = rng.uniform(low, high, n)
        edges = rng.random(n) < 0.15
        x[edges] = rng.choice([low, high] if not domain.low_open or low > domain.low else [high], edges.sum())
        whole = rng.random(n) < 0.15
        x[whole] = rng.integers(0, 6, whole.sum())
        columns[name] = x
    names = list(domains)
    for name in names:  # ties: hypotheses often meet their edge there
        tied = rng.random(n) < 0.12
        other = columns[names[rng.integers(len(names))]]
        columns[name] = np.where(tied, other * rng.choice([0.5, 1.0, 1.0, 2.0], n), columns[name])
    if len(names) <= 9:
        corners = np.array(list(product(*[interval(m, domains[m], ranges) for m in names])))
        for j, name in enumerate(names):
            columns[name][: len(corners)] = corners[:n, j]
    for name, domain in domains.items():
        if domain.integer:
            columns[name] = np.rint(columns[name])
    return columns


def _inside(
    domains: Mapping[str, Domain], ranges: Mapping[str, tuple[float, float]], columns: Mapping[str, NDArray[np.float64]]
) -> NDArray[np.bool_]:
    inside = np.ones(next(iter(columns.values())).size if columns else 1, dtype=bool)
    for name, domain in domains.items():
        x = columns[name]
        low, high = interval(name, domain, ranges) if name in ranges else (domain.low, domain.high)
        inside &= (x > domain.low) if domain.low_open else (x >= domain.low)
        inside &= (x < domain.high) if domain.high_open else (x <= domain.high)
        inside &= (x >= low) & (x <= high)
    return inside


def _sides(sided: Sided, columns: Mapping[str, NDArray[np.float64]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n = next(iter(columns.values())).size if columns else 1
    left, right = arrays.evaluate(sided.body, {p.name: columns[p.name] for p in parameters(sided.body)})
    return np.broadcast_to(left, (n,)), np.broadcast_to(right, (n,))


def _holds(sided: Sided, left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.bool_]:
    if sided.sense == "==":
        left, right = np.where(np.isfinite(left), left, 0.0), np.where(np.isfinite(right), right, 1.0)
        with np.errstate(over="ignore"):
            return np.abs(left - right) <= 1e-9 * (1e-300 + np.abs(left) + np.abs(right))
    return left < right if sided.sense == "<" else left <= right


def fails_at(check: Sided, given: Sequence[Sided], point: Mapping[str, Fraction]) -> bool:
    """Tell whether, certainly, every hypothesis holds at the point and the check fails there."""
    return confirm(check, point) is False and all(confirm(g, point) is True for g in given)


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
        ranges: Mapping[str, tuple[float, float]],
        columns: dict[str, NDArray[np.float64]],
    ):
        met = _inside(domains, ranges, columns)
        for one in given:
            met &= _holds(one, *_sides(one, columns))
        self.columns = columns
        self.left, self.right = _sides(check, columns)
        self.finite = met & np.isfinite(self.left) & np.isfinite(self.right)
        with np.errstate(all="ignore"):
            self.ratio = np.where(self.finite & (self.left > 0) & (self.right > 0), self.left / self.right, -np.inf)

    def joined(self, other: "_Seen") -> "_Seen":
        """Return this batch followed by another."""
        new = object.__new__(_Seen)
        new.columns = {name: np.concatenate([self.columns[name], other.columns[name]]) for name in self.columns}
        for name in ("left", "right", "finite", "ratio"):
            setattr(new, name, np.concatenate([getattr(self, name), getattr(other, name)]))
        return new


def _around(seen: _Seen, domains: Mapping[str, Domain], n: int, seed: int) -> dict[str, NDArray[np.float64]] | None:
    """Draw points near the worst ones: some coordinates scaled a little, or moved to 0, 1 or another coordinate."""
    best = [i for i in np.argsort(-seen.ratio, kind="stable")[:CANDIDATES] if seen.ratio[i] > -np.inf]
    if not best:
        return None
    rng = np.random.default_rng(seed)
    chosen = rng.choice(np.array(best), n)
    near = {}
    for name, domain in domains.items():
        x = seen.columns[name][chosen]
        moved = np.where(rng.random(n) < 0.5, x * np.exp(rng.normal(0, rng.choice([0.01, 0.1, 0.7], n))), x)
        moved = np.where(rng.random(n) < 0.05, rng.choice([0.0, 1.0], n), moved)
        near[name] = np.rint(moved) if domain.integer else moved
    return near


def search(check: Sided, given: Sequence[Sided], ranges: Mapping[str, tuple[float, float]], effort: str = "quick", seed: int = 1) -> Found:
    """Look for a point that satisfies `given` and breaks `check`; work is counted in points, the same effort tries the same."""
    domains = domains_of(check, *given)
    n = POINTS[effort]
    seen = _Seen(check, given, domains, ranges, sample(domains, ranges, n, seed))
    for turn in range(ROUNDS):  # then around the worst points met so far
        nearer = _around(seen, domains, n // 4, seed + 1 + turn)
        if nearer is None:
            break
        seen = seen.joined(_Seen(check, given, domains, ranges, nearer))
    left, right, finite, ratio, columns = seen.left, seen.right, seen.finite, seen.ratio, seen.columns
    with np.errstate(all="ignore"):
        gap = np.abs(left - right) / (1e-300 + np.abs(left) + np.abs(right))
    high = [int(i) for i in np.argsort(-ratio, kind="stable")[:CANDIDATES] if ratio[i] > -np.inf]
    tops = (_point(columns, domains, i) for i in high)
    top = next((p for p in tops if all(confirm(g, p) is True for g in given)), None)
    worst = None if top is None else tidied(check, given, ranges, top)
    broken = np.flatnonzero(finite & ~_holds(check, left, right))
    broken = broken[np.argsort(-gap[broken], kind="stable")]
    met = np.flatnonzero(finite)
    some = [int(i) for i in met[:: max(1, met.size // FEW)]]
    candidates = (_point(columns, domains, i) for i in [*(int(i) for i in broken[:CANDIDATES]), *high, *some])
    rounded = [] if worst is None else [worst]  # it may be worse than the point that it was rounded from
    witness = next((p for p in chain(candidates, rounded) if fails_at(check, given, p)), None)
    really = witness is not None or top is not None or _met_somewhere(given, (_point(columns, domains, int(i)) for i in met[:CANDIDATES]))
    return Found(
        int(ratio.size),
        met.size if really else 0,
        ratio_at(check, worst) if worst is not None and check.sense != "==" else None,
        worst,
        None if witness is None else shrink(check, given, ranges, witness),
    )


def tidied(
    check: Sided, given: Sequence[Sided], ranges: Mapping[str, tuple[float, float]], point: dict[str, Fraction]
) -> dict[str, Fraction]:
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


def shrink(
    check: Sided, given: Sequence[Sided], ranges: Mapping[str, tuple[float, float]], witness: Mapping[str, Fraction]
) -> dict[str, Fraction]:
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
