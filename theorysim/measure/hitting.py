"""Measure the hitting time of a random method: its distribution over many trials, at flat memory, and its quantiles.

A trial that never meets the criterion has an infinite time: a quantile counts it, and no mean is taken.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from theorysim.results import HittingTimes
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.run import beginning, hitting_times, settled
from theorysim.simulate.streams import FIRST_TRIAL, Trial

CHUNK = 1 << 16  # trials at a time


Trials = Callable[[int, int], tuple[Any, Any]]  # runs trials first, ..., first + n - 1: T and the outcomes, as `hitting_times` returns them


def trials(
    what: Composition,
    parameters: Mapping[str, float],
    start: Any,
    epsilon: float,
    steps: int,
    *,
    dimension: int | None = None,
    threads: int = 1,
    trial: Trial = FIRST_TRIAL,
) -> Trials:
    """Return what runs trials from one start, `trial` the first of them. Raises ValueError as `run` does."""
    point = beginning(what.objective, settled(what.known, parameters), start, dimension)

    def drawn(first: int, n: int) -> tuple[Any, Any]:
        starts, begun = np.broadcast_to(point, (n, point.size)), replace(trial, number=trial.number + first)
        return hitting_times(what, parameters, starts, epsilon, steps, threads=threads, trial=begun)

    return drawn


def hitting_distribution(drawn: Trials, runs: int = 1000, progress: Callable[[int], None] = lambda done: None) -> HittingTimes:
    """Run so many trials and return the distribution of T; raises ValueError as `run` does, and for runs below 1.

    Memory holds one chunk of trials and the distinct times.
    """
    if runs < 1:
        raise ValueError(f"runs is {runs}; it must be at least 1")
    times, counts = np.empty(0, np.int64), np.empty(0, np.int64)
    outcomes = np.zeros(len(OUTCOMES), np.int64)
    for first in range(0, runs, CHUNK):
        n = min(CHUNK, runs - first)
        found, ends = drawn(first, n)
        outcomes += np.bincount(ends, minlength=len(OUTCOMES))
        seen, often = np.unique(found[found >= 0], return_counts=True)
        times, where = np.unique(np.concatenate([times, seen]), return_inverse=True)
        counts = np.bincount(where, np.concatenate([counts, often]), len(times)).astype(np.int64)
        progress(first + n)
    return HittingTimes(times, counts, {name: int(n) for name, n in zip(OUTCOMES, outcomes, strict=True) if n})
