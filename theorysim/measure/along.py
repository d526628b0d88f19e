"""Quantities along runs: at each step the law over trials, by its order statistics.

Of many trials so many are kept that quantiles at multiples of 1/PLACES are what they are; others, and the ends of intervals, are rounded
outwards to these.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from theorysim.measure.rates import rank, ranks_around

PLACES = 100
COORDINATE = re.compile(r"x_([1-9][0-9]*)")
OWN = ("value", "gap", "gradient_norm")  # what every run tells, besides its coordinates; others are criteria


@dataclass(frozen=True, eq=False)
class Curves:
    """Quantities at steps `k`, shape (m,): `values[name]`, shape (m, r), ascending, are those at `ranks` of the order of `runs` trials.

    `calls` is how often a step asks the oracle.
    """

    k: Any
    ranks: Any
    values: Mapping[str, Any]
    runs: int
    calls: int = 1

    def quantile(self, name: str, q: float) -> Any:
        """Return the q-quantile over trials at each step."""
        return self._at(name, rank(q, self.runs))

    def interval(self, name: str, q: float, level: float) -> tuple[Any, Any]:
        """Return intervals for the true quantiles, at each step one that misses it at most as often as 1 - level, whatever the law."""
        low, high = ranks_around(self.runs, q, level)
        below = int(np.searchsorted(self.ranks, low, side="right")) - 1
        none = np.full(len(self.k), math.inf)
        return (self.values[name][:, below] if below >= 0 and low >= 1 else -none), (self._at(name, high) if high <= self.runs else none)

    def finite(self, name: str) -> Any:
        """Return how many trials, at least, had a finite number at each step."""
        kept = np.isfinite(self.values[name])
        return np.where(kept, self.ranks, 0).max(axis=1)

    def _at(self, name: str, wanted: int) -> Any:
        return self.values[name][:, int(np.searchsorted(self.ranks, wanted))]


def kept_ranks(runs: int) -> Any:
    """Return the places of the order that are kept: all of few, of many those of multiples of 1/PLACES, the first and the last."""
    if runs <= PLACES:
        return np.arange(1, runs + 1)
    return np.unique([1, *(-(-runs * i // PLACES) for i in range(1, PLACES + 1)), runs])
