"""Draw points of a relation's domains: where they are searched, how they are spread, and where they meet."""

from collections.abc import Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

from theorysim.domains import Domain

Ranges = Mapping[str, tuple[float, float]]
Columns = dict[str, NDArray[np.float64]]


def interval(name: str, domain: Domain, ranges: Ranges) -> tuple[float, float]:
    """Return the range in which a parameter is searched: the statement's, else a wide one within its domain."""
    if name in ranges:
        return ranges[name]
    low = domain.low if np.isfinite(domain.low) else -1e3
    high = domain.high if np.isfinite(domain.high) else (1e6 if domain.low >= 0 else 1e3)
    return low, high


def sample(domains: Mapping[str, Domain], ranges: Ranges, n: int, seed: int) -> Columns:
    """Draw points: corners, then logarithmically at random, a share of the coordinates tied to others."""
    rng = np.random.default_rng(seed)
    columns: Columns = {}
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
