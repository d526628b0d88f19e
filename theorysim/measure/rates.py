"""Fit a rate: the slope of log T against log x, with an interval.

Of random runs T is a quantile, and the interval is a bootstrap over trials: the k-th of n trials, resampled, is the trial at place
ceil(n U) with U of the law Beta(k, n + 1 - k), which needs no resampling. Of numbers without noise it is the t-interval of
least squares, which takes what is off the line for noise: a measure of how straight the line is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from theorysim.results import HittingTimes

RESAMPLES = 4000
CHUNK = 1 << 20  # numbers that are resampled at a time


@dataclass(frozen=True)
class Rate:
    """A slope and its interval (None where the points do not give one), the points used and those left out (0 or never reached)."""

    slope: float | None
    low: float | None
    high: float | None
    points: int
    left_out: int
    by: str  # "bootstrap", "t", or "least squares" without an interval
    intercept: float | None = None  # log y where log x is 0
    p: float | None = None  # the chance of a slope so far off the one that is predicted


@lru_cache
def rank(q: float, n: int) -> int:
    """Return the rank of the q-quantile among n numbers in order, from 1: the least k with k >= q n."""
    return max(1, math.ceil(Fraction(repr(float(q))) * n))


def at(times: HittingTimes, places: Any) -> Any:
    """Return the hitting times at places of the order, infinite for trials that never met the criterion."""
    ends = np.cumsum(times.counts)
    index = np.searchsorted(ends, places)
    return np.append(times.times.astype(np.float64), math.inf)[index]


@lru_cache
def ranks_around(n: int, q: float, level: float) -> tuple[int, int]:
    """Return two places of the order of n numbers that enclose the true q-quantile with probability level or more; 0 and n + 1: none."""
    from scipy.special import bdtr

    below = bdtr(np.arange(n + 1), n, q)  # P(Bin(n, q) <= k)
    low, high = np.searchsorted(below, [(1 - level) / 2, (1 + level) / 2])
    return int(low), int(high) + 1


def interval(times: HittingTimes, q: float, level: float) -> tuple[float, float]:
    """Return an interval for the true quantile that misses it at most as often as 1 - level, whatever the law."""
    low, high = ranks_around(times.runs, q, level)
    return (float(at(times, low)) if low >= 1 else 0.0), (float(at(times, high)) if high <= times.runs else math.inf)


def _slopes(x: Any, y: Any) -> Any:
    """Return the least squares slopes of rows y against x."""
    centred = x - x.mean()
    return (y @ centred) / (centred @ centred)


def _intercept(x: Any, y: Any) -> float:
    """Return where the least squares line meets 0."""
    return float(y.mean() - _slopes(x, y) * x.mean())


def rate(
    x: Sequence[float],
    times: Sequence[HittingTimes],
    q: float = 0.5,
    level: float = 0.95,
    seed: int = 0,
    predicted: float | None = None,
    trials: Sequence[Any] = (),
) -> Rate:
    """Fit the q-quantile of T against x, with a bootstrap interval; points share draws where they share the trials.

    Where trial i of all points drew the same numbers, `trials` has their T one by one, infinite where never reached: then
    trials are resampled whole.
    """
    found = np.array([float(at(t, rank(q, t.runs))) for t in times])
    kept = [i for i, (a, T) in enumerate(zip(x, found, strict=True)) if a > 0 and 0 < T < math.inf]
    logs = np.log(np.array([x[i] for i in kept], dtype=np.float64))
    if len(set(logs.tolist())) < 2:
        return Rate(None, None, None, len(kept), len(found) - len(kept), "bootstrap")
    random = np.random.default_rng(seed)
    drawn = _together([trials[i] for i in kept], q, random) if trials else _apart([times[i] for i in kept], q, random)
    with np.errstate(divide="ignore", invalid="ignore"):
        resampled = _slopes(logs, np.log(drawn))
    low, high = _percentiles(resampled, level)
    y = np.log(found[kept])
    slope, p = float(_slopes(logs, y)), None if predicted is None else chance(resampled, predicted)
    return Rate(slope, low, high, len(kept), len(found) - len(kept), "bootstrap", _intercept(logs, y), p)


def _apart(times: Sequence[HittingTimes], q: float, random: np.random.Generator) -> Any:
    """Return resampled quantiles, a column for each point, whose trials are its own."""
    drawn: dict[int, Any] = {}
    for t in times:
        if id(t) not in drawn:
            k = rank(q, t.runs)
            places = np.clip(np.ceil(t.runs * random.beta(k, t.runs + 1 - k, RESAMPLES)), 1, t.runs)
            drawn[id(t)] = at(t, places)
    return np.stack([drawn[id(t)] for t in times], axis=1)


def _together(trials: Sequence[Any], q: float, random: np.random.Generator) -> Any:
    """Return resampled quantiles, a column for each point, where all points share the trials."""
    n = len(trials[0])
    k, drawn = rank(q, n) - 1, np.empty((RESAMPLES, len(trials)))
    for first in range(0, RESAMPLES, each := max(1, CHUNK // n)):
        places = random.integers(0, n, (min(each, RESAMPLES - first), n))
        for j, T in enumerate(trials):
            drawn[first : first + each, j] = np.partition(T[places], k, axis=1)[:, k]
    return drawn


def chance(resampled: Any, predicted: float) -> float:
    """Return the two-sided p of a predicted slope among resampled ones; beyond all of them by the tail of a normal law of their spread."""
    from scipy.special import ndtr

    good = resampled[np.isfinite(resampled)]
    bad = len(resampled) - len(good)
    less, more = (int(np.sum(good <= predicted)) + bad, int(np.sum(good >= predicted)) + bad)
    p = min(1.0, 2 * (min(less, more) + 1) / (len(resampled) + 1))
    if min(less, more) > 0:
        return p
    spread = float(good.std())
    return min(p, float(2 * ndtr(-abs(predicted - float(good.mean())) / spread))) if spread > 0 else 0.0


def _percentiles(values: Any, level: float) -> tuple[float | None, float | None]:
    """Return the interval; a resample without a slope (it reached no number) counts as below and above all others."""
    bad = ~np.isfinite(values)
    low = np.quantile(np.where(bad, -math.inf, values), (1 - level) / 2, method="inverted_cdf")
    high = np.quantile(np.where(bad, math.inf, values), (1 + level) / 2, method="inverted_cdf")
    return (float(low) if np.isfinite(low) else None), (float(high) if np.isfinite(high) else None)


def trend(x: Sequence[float], y: Sequence[float], level: float = 0.95) -> Rate:
    """Fit y against x, both without noise, with the t-interval of least squares."""
    kept = [(a, b) for a, b in zip(x, y, strict=True) if 0 < a < math.inf and 0 < b < math.inf]
    left_out = len(x) - len(kept)
    if len({a for a, _ in kept}) < 2:
        return Rate(None, None, None, len(kept), left_out, "t")
    logs = np.log(np.array(kept, dtype=np.float64))
    slope = float(_slopes(logs[:, 0], logs[:, 1]))
    through = _intercept(logs[:, 0], logs[:, 1])
    if len(kept) < 3:
        return Rate(slope, None, None, len(kept), left_out, "t", through)
    from scipy.special import stdtrit

    a, b = logs[:, 0] - logs[:, 0].mean(), logs[:, 1] - logs[:, 1].mean()
    off = math.sqrt(float(((b - slope * a) ** 2).sum()) / (len(kept) - 2) / float((a * a).sum()))
    half = float(stdtrit(len(kept) - 2, (1 + level) / 2)) * off
    return Rate(slope, slope - half, slope + half, len(kept), left_out, "t", through)
