"""Rates: slopes that are known, intervals that cover, and the same draws for the same trials."""

import math

import numpy as np
import pytest

from theorysim.commands import study_cell
from theorysim.measure.rates import Rate, at, interval, rank, ranks_around, rate, trend
from theorysim.results import HittingTimes

X = (1e-1, 3e-2, 1e-2, 3e-3, 1e-3)
SUITES = 400


def sample(random, median: float, n: int, reached: float = 1.0) -> HittingTimes:
    """Draw hitting times of a power law with this median, and index 6/5: no variance; some trials never arrive."""
    found = np.ceil(median * ((1 - random.random(n)) * 2) ** (-5 / 6)).astype(np.int64)
    found = found[random.random(n) < reached]
    times, counts = np.unique(found, return_counts=True)
    return HittingTimes(times, counts, {"reached": len(found), "budget": n - len(found)})


def exactly(T: float, n: int = 1) -> HittingTimes:
    return HittingTimes(np.array([T], np.int64), np.array([n]), {"reached": n})


NEVER = HittingTimes(np.array([], np.int64), np.array([], np.int64), {"budget": 9})


def test_exact_powers_have_exact_slopes():
    found = trend(X, [7 * x**-1.5 for x in X])
    assert found.slope == pytest.approx(-1.5, abs=1e-12) and found.low == pytest.approx(found.high, abs=1e-9)
    random = rate([1, 10, 100], [exactly(3, 5), exactly(300, 5), exactly(30_000, 5)])
    assert random.slope == pytest.approx(2, abs=1e-12) and random.low == random.high == pytest.approx(2, abs=1e-12)


def test_the_t_interval_is_that_of_least_squares():
    from scipy.stats import linregress, t

    x, y = np.array([1.0, 2, 3, 5, 8]), np.array([2.0, 3.1, 7, 9, 20])
    found, known = trend(x, y, 0.9), linregress(np.log(x), np.log(y))
    half = t.ppf(0.95, 3) * known.stderr
    assert (found.slope, found.low, found.high) == pytest.approx((known.slope, known.slope - half, known.slope + half))


@pytest.mark.parametrize(
    "x, y, points, left_out",
    [((1, 2), (math.inf, 3), 1, 1), ((1, 1), (2, 3), 2, 0), ((), (), 0, 0), ((0, 1), (2, 3), 1, 1), ((1, 2), (0, math.nan), 0, 2)],
)
def test_no_slope_without_two_points(x, y, points, left_out):
    assert trend(x, y) == Rate(None, None, None, points, left_out, "t")


def test_two_points_have_no_t_interval():
    assert trend((1, 2), (1, 4)) == Rate(pytest.approx(2), None, None, 2, 0, "t", pytest.approx(0))


def test_what_was_never_reached_is_left_out_and_counted():
    found = rate([1, 10, 100, 1000], [exactly(3, 9), exactly(30, 9), exactly(0, 9), NEVER])
    assert (found.slope, found.points, found.left_out) == (pytest.approx(1), 2, 2)


def test_an_end_that_the_trials_do_not_give_is_none():
    """At the median 11 of 20 trials arrive: a resample often has none there."""
    few = HittingTimes(np.array([50]), np.array([11]), {"reached": 11, "budget": 9})
    found = rate([1, 10], [exactly(5, 20), few])
    assert found.slope == pytest.approx(1) and found.low == found.high is None


def test_points_that_share_trials_share_draws():
    one = sample(np.random.default_rng(0), 1e6, 50)
    same = rate(X, [one] * 5)
    assert (same.slope, same.low, same.high) == pytest.approx((0, 0, 0), abs=1e-12)
    other = HittingTimes(one.times, one.counts, one.outcomes)
    apart = rate(X, [one, one, other, one, one])
    assert apart.low < 0 < apart.high


def test_the_same_seed_gives_the_same_interval():
    times = [sample(np.random.default_rng(i), 100 / x, 50) for i, x in enumerate(X)]
    assert rate(X, times, seed=3) == rate(X, times, seed=3) != rate(X, times, seed=4)


def misses(level: float, n: int, q: float) -> int:
    """Count the suites whose interval misses the slope -3/2."""
    random, found = np.random.default_rng(11), 0
    for suite in range(SUITES):
        fit = rate(X, [sample(random, 1000 * x**-1.5, n) for x in X], q, level, suite)
        found += not (-math.inf if fit.low is None else fit.low) <= -1.5 <= (math.inf if fit.high is None else fit.high)
    return found


# 400 suites at 5 % misses: 20 are expected, and more than 40 happen with probability 1.4e-5.
@pytest.mark.parametrize("n, q", [(30, 0.5), (200, 0.5), (100, 0.9)])
def test_the_bootstrap_covers_at_its_level(n, q):
    assert misses(0.95, n, q) <= 40


def test_an_interval_that_is_too_narrow_is_seen():
    assert misses(0.8, 200, 0.5) > 40


def test_the_t_interval_covers_at_its_level():
    """Normal errors: the interval is exact. Of 400 suites 20 miss on average; fewer than 5 or more than 40: 3e-5."""
    random, found = np.random.default_rng(7), 0
    for _ in range(SUITES):
        fit = trend(X, [x**-2 * math.exp(e) for x, e in zip(X, random.normal(0, 0.3, 5), strict=True)])
        found += not fit.low <= -2 <= fit.high
    assert 5 <= found <= 40


def test_an_interval_of_a_quantile_covers_by_count():
    """The chance that two order statistics enclose the quantile is a binomial sum: it is the level or more, and not for one place less."""
    from scipy.stats import binom

    for n in (1, 2, 5, 10, 33, 100, 1000):
        for q in (0.5, 0.9):
            low, high = ranks_around(n, q, 0.95)
            assert binom.cdf(low - 1, n, q) <= 0.025 + 1e-12 and binom.sf(high - 1, n, q) <= 0.025 + 1e-12
            assert binom.cdf(low, n, q) > 0.025 - 1e-12 and binom.sf(high - 2, n, q) > 0.025 - 1e-12
    assert interval(exactly(5, 3), 0.5, 0.95) == (0.0, math.inf)
    ten = HittingTimes(np.arange(1, 11), np.ones(10, int), {"reached": 10})
    assert interval(ten, 0.5, 0.95) == (2.0, 9.0)


@pytest.mark.parametrize("q", [0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_places_are_those_of_the_quantile(q):
    for n in (1, 3, 10, 1000):
        times = sample(np.random.default_rng(n), 50, n, 0.8)
        found = float(at(times, rank(q, n)))
        assert (None if math.isinf(found) else found) == times.quantile(q)
    assert rank(0.3, 10) == 3  # not 4, as the float 0.3 would have it


def test_a_long_table_of_times_is_thinned_to_its_quantiles():
    times = sample(np.random.default_rng(1), 1e6, 30_000, 0.95)
    thin = study_cell.thinned(times)
    assert len(times.times) > 20_000 and len(thin.times) <= 1002 and thin.runs == 30_000
    assert thin.counts.sum() == times.counts.sum() and thin.outcomes == times.outcomes
    for q in (0.001, 0.1, 0.5, 0.9, 0.949, 0.999):
        assert thin.quantile(q) == times.quantile(q)


def test_a_quantile_takes_any_kind_of_number():
    times = HittingTimes(np.array([3, 5]), np.array([5, 5]), {"reached": 10})
    assert [times.quantile(q) for q in (0.5, np.float64(0.5), np.float64(0.51), np.float32(0.25))] == [3, 3, 5, 3]
