"""Measure the hitting time of a random method: its distribution over many trials, at flat memory, and its quantiles.

A trial that never meets the criterion has an infinite time: a quantile counts it, and no mean is taken.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theorysim.entries import Method, Objective, Oracle, Plain, Quantity
from theorysim.simulate.compose import OUTCOMES
from theorysim.simulate.run import beginning, hitting_times, settled_parameters

CHUNK = 1 << 16  # trials at a time


@dataclass(frozen=True, eq=False)
class HittingTimes:
    """How often each time was seen: `times`, ascending, and `counts`, shape (m,); how often each outcome was."""

    times: Any
    counts: Any
    outcomes: Mapping[str, int]

    @property
    def runs(self) -> int:
        return sum(self.outcomes.values())

    def quantile(self, q: float) -> int | None:
        """Return the least T by which a share q of the trials met the criterion; None where fewer ever did.

        Raises ValueError for a q outside (0, 1).
        """
        if not 0 < q < 1:
            raise ValueError(f"the quantile is {q}; it must lie between 0 and 1")
        needed = -(-Fraction(repr(float(q))) * self.runs // 1)  # the decimal that was written, not the float near it
        place = int(np.searchsorted(np.cumsum(self.counts), int(needed)))
        return int(self.times[place]) if place < len(self.times) else None


def hitting_distribution(
    method: Method | Plain,
    objective: Objective,
    parameters: Mapping[str, float],
    start: Any,
    epsilon: float,
    steps: int,
    criterion: Quantity,
    oracle: Oracle | None = None,
    *,
    runs: int = 1000,
    dimension: int | None = None,
    seed: int = 0,
    cell: int = 0,
    threads: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> HittingTimes:
    """Run trials 0, ..., runs - 1 from one start and return the distribution of T.

    Memory holds one chunk of trials and the distinct times. Raises ValueError as `run` does, and for runs below 1.
    """
    if runs < 1:
        raise ValueError(f"runs is {runs}; it must be at least 1")
    values = settled_parameters(method, objective, parameters, criterion, oracle)
    point = beginning(objective, values, start, dimension)
    times, counts = np.empty(0, np.int64), np.empty(0, np.int64)
    outcomes = np.zeros(len(OUTCOMES), np.int64)
    for first in range(0, runs, CHUNK):
        trials = np.arange(first, min(first + CHUNK, runs))
        starts = np.broadcast_to(point, (len(trials), point.size))
        found, ends = hitting_times(
            method, objective, parameters, starts, epsilon, steps, criterion, oracle, threads=threads, seed=seed, cell=cell, trials=trials
        )
        outcomes += np.bincount(ends, minlength=len(OUTCOMES))
        seen, often = np.unique(found[found >= 0], return_counts=True)
        times, where = np.unique(np.concatenate([times, seen]), return_inverse=True)
        counts = np.bincount(where, np.concatenate([counts, often]), len(times)).astype(np.int64)
        progress(int(trials[-1]) + 1)
    return HittingTimes(times, counts, {name: int(n) for name, n in zip(OUTCOMES, outcomes, strict=True) if n})
