"""The expected running time of a method that is started anew until it reaches: all steps of all trials, over the number that reached.

A trial that failed counts with all the steps that it was given. Where none reached it is infinite.
"""

import math

import numpy as np

from theorysim.results import HittingTimes

RESAMPLES = 2000


def expected_time(times: HittingTimes, steps: int) -> float:
    """Return the expected running time, in steps, of trials that were given so many."""
    reached = int(times.counts.sum())
    return (float(times.times @ times.counts) + (times.runs - reached) * float(steps)) / reached if reached else math.inf


def interval(times: HittingTimes, steps: int, level: float, seed: int = 0) -> tuple[float, float]:
    """Return a bootstrap interval over trials; infinite where resamples reach nothing."""
    counts = np.append(times.counts, times.runs - times.counts.sum())
    drawn = np.random.default_rng(seed).multinomial(times.runs, counts / times.runs, RESAMPLES)
    reached = drawn[:, :-1].sum(axis=1)
    spent = drawn @ np.append(times.times, steps).astype(np.float64)
    means = np.sort(np.divide(spent, reached, out=np.full(RESAMPLES, math.inf), where=reached > 0))
    low, high = (min(RESAMPLES - 1, math.floor(RESAMPLES * share)) for share in ((1 - level) / 2, (1 + level) / 2))
    return float(means[low]), float(means[high])
