"""Take expectations over one or two uniform or normal draws by quadrature: Gauss's rule on intervals that halve towards 0 and 1.

What is beyond the last interval is a geometric series where the integrand grows like a power; it does not converge where the
power is -1 or less, and the expectation is then infinite.
"""

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

LEVELS = 36  # 2^-36 from an end a float64 still tells neighbours apart
NODES = {1: (16, 24), 2: (6, 8)}  # an interval, by the number of draws: coarse and fine
INFINITE = 0.999  # a ratio of two neighbouring intervals from which the series is said to diverge
ROUNDING = 1e-9

Array = NDArray[np.float64]


@cache
def _rule(n: int) -> tuple[Array, Array]:
    """Return nodes and weights on (0, 1), both of shape (2 LEVELS, n): the outermost intervals stand last on either side."""
    points, weights = np.polynomial.legendre.leggauss(n)
    size = 2.0 ** -np.arange(2.0, LEVELS + 2)[:, None]
    left, share = size * (3 + points) / 2, np.broadcast_to(size * weights / 2, (LEVELS, n))
    return np.concatenate([left, 1 - left]), np.concatenate([share, share])


def _draw(kind: str, u: Array) -> Array:
    if kind == "uniform":
        return u
    from scipy.special import ndtri

    return np.asarray(ndtri(u))


def _tail(signed: Array, size: Array) -> Array:
    """Return what is beyond the last interval on either side, from the sums over intervals, shape (k, 2 LEVELS)."""
    total = np.zeros(len(signed))
    for last in (LEVELS - 1, 2 * LEVELS - 1):
        with np.errstate(all="ignore"):
            ratio = np.where(size[:, last] > 0, size[:, last] / size[:, last - 1], 0.0)
            beyond = np.where(ratio < INFINITE, signed[:, last] * ratio / (1 - ratio), np.inf)
        total += np.where(np.abs(signed[:, last]) > ROUNDING * size[:, last], beyond, np.where(ratio < INFINITE, 0.0, np.inf))
    return total


def _sum(integrand: Callable[[Mapping[str, Array]], Array], kinds: Mapping[str, str], n: int) -> Array:
    u, w = _rule(n)
    d = len(kinds)
    grid = np.meshgrid(*[u.ravel()] * d, indexing="ij")
    weight = np.prod(np.meshgrid(*[w.ravel()] * d, indexing="ij"), axis=0).ravel()
    values = integrand({name: _draw(kind, x.ravel()) for (name, kind), x in zip(kinds.items(), grid, strict=True)}) * weight
    whole = np.sum(values, axis=1)
    for axis in range(d):
        levels = values.reshape(len(values), *[2 * LEVELS, n] * d)
        others = tuple(a for a in range(1, 2 * d + 1) if a != 2 * axis + 1)
        whole = whole + _tail(levels.sum(axis=others), np.abs(levels).sum(axis=others))
    return np.asarray(whole)


def integrate(integrand: Callable[[Mapping[str, Array]], Array], kinds: Mapping[str, str]) -> tuple[Array, Array]:
    """Return expectations, infinite where one diverges, and their errors.

    `integrand` maps arrays of draws, by name, to k rows of values; `kinds` says of each draw whether it is uniform or normal.
    Raises NotImplementedError for more than two draws.
    """
    if len(kinds) not in NODES:
        raise NotImplementedError(f"expectations over {len(kinds)} continuous draws: {', '.join(kinds)}")
    coarse, fine = (_sum(integrand, kinds, n) for n in NODES[len(kinds)])
    with np.errstate(invalid="ignore"):
        return fine, np.where(np.isfinite(fine), np.abs(fine - coarse), 0.0)
