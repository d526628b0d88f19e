"""Classify the long-run behaviour of an orbit, from its points: fixed point, cycle, bounded otherwise, escaping. Thesis, section 6.3.

What is seen is the end of a finite orbit in floats. A *cycle of period p* means that each of the last points comes back after p
steps, to the tolerance, and that no smaller p does so; so a cycle longer than the longest period that is looked for, or one whose
points lie closer together than the tolerance, is not told from others, and a slow drift below the tolerance looks like a fixed point.
*Bounded* says that the orbit has not left the bound yet, and nothing of what comes after.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Kind = Literal["fixed point", "cycle", "chaotic", "bounded", "escaping"]
SURE = 4.0  # standard errors by which a Lyapunov exponent is positive
BATCHES = 16


@dataclass(frozen=True)
class Orbit:
    """What the end of an orbit looks like.

    `period` is None where the points do not come back; `error` is the largest distance after a period, the least that was found where
    there is none; `drift` how far a period carries the orbit, in turns of the torus, zeros in space; `looked` the longest period
    looked for.
    `lyapunov` and its standard error `unsure` are NaN where no Jacobian was given.
    """

    kind: Kind
    period: int | None
    error: float
    drift: tuple[int, ...]
    looked: int
    lyapunov: float = float("nan")
    unsure: float = float("nan")


def classify(
    points: ArrayLike,
    tolerance: float = 1e-9,
    longest: int = 256,
    torus: float | None = None,
    bound: float = 1e6,
    jacobian: Callable[[NDArray[np.float64]], Any] | None = None,
) -> Orbit:
    """Classify an orbit by its last points; `points` has shape (n, d), one row a step, nothing left out.

    Returns are looked for up to the period `longest`, or a third of the orbit where that is less, among the last 2 `longest` points.
    The tolerance is absolute up to 1, relative to the size of the points above. With `torus` the coordinates count modulo that
    length: an orbit that comes back but for whole turns has a period and a `drift`, and it escapes unless the drift is 0. An orbit
    escapes, too, with a point that is not finite or beyond `bound`. With `jacobian`, which gives the step's derivatives at points
    (n, d) as (n, d, d), an orbit that does not come back is chaotic when its Lyapunov exponent is positive by four standard errors.
    Raises ValueError for an orbit of fewer than 3 points.
    """
    orbit = np.asarray(points, dtype=np.float64)
    orbit = orbit[:, None] if orbit.ndim == 1 else orbit
    if len(orbit) < 3:
        raise ValueError(f"an orbit of {len(orbit)} points says nothing; give at least 3")
    d, looked = orbit.shape[1], min(longest, len(orbit) // 3)
    none = (0,) * d
    beyond = ~np.all(np.abs(orbit) <= bound, axis=1)
    if not np.all(np.isfinite(orbit)) or (torus is None and np.any(beyond)):
        return Orbit("escaping", None, float("inf"), none, looked)
    tail = orbit[-3 * looked :]
    allowed = tolerance * max(1.0, float(np.max(np.abs(tail))) if torus is None else torus)
    least = float("inf")
    for p in range(1, looked + 1):
        moved = tail[p:] - tail[:-p]
        turns = np.zeros(moved.shape) if torus is None else np.round(moved / torus)
        error = float(np.max(np.abs(moved - turns * (torus or 0.0))[-2 * looked :]))
        if error <= allowed:
            drift = tuple(int(t) for t in turns[-1])
            kind: Kind = "escaping" if any(drift) else "fixed point" if p == 1 else "cycle"
            return Orbit(kind, p, error, drift, looked)
        least = min(least, error)
    exponent, unsure = lyapunov(jacobian(orbit)) if jacobian else (float("nan"), float("nan"))
    wild = exponent > SURE * unsure
    return Orbit("chaotic" if wild else "bounded", None, least, none, looked, exponent, unsure)


def lyapunov(jacobians: ArrayLike) -> tuple[float, float]:
    """Estimate the largest Lyapunov exponent per step, and its standard error, from the Jacobians along an orbit, shape (n, d, d).

    A vector is carried along and the logarithm of its growth averaged over the second half of the orbit; the error is that of the mean
    of 16 batches, honest when a batch is long against the memory of the orbit. (-inf, 0) where a Jacobian annihilates the vector.
    """
    steps = np.asarray(jacobians, dtype=np.float64)
    vector = np.ones(steps.shape[1]) / np.sqrt(steps.shape[1])
    growth = np.zeros(len(steps))
    for i, matrix in enumerate(steps):
        vector = matrix @ vector
        size = float(np.linalg.norm(vector))
        if size == 0:
            return float("-inf"), 0.0
        growth[i] = np.log(size)
        vector = vector / size
    kept = growth[len(growth) // 2 :]
    means = np.array([batch.mean() for batch in np.array_split(kept, BATCHES) if len(batch)])
    return float(kept.mean()), float(means.std(ddof=1) / np.sqrt(len(means))) if len(means) > 1 else float("inf")
