"""Average a number over time, from a trace: over all steps so far, and over windows. Thesis, section 6.4, (6.4) and lemma 6.4.2."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

SLICES = 3


def running_average(values: ArrayLike) -> NDArray[np.float64]:
    """Return the averages of the first 1, 2, ..., n numbers, shape (n,)."""
    sums = prefix_sums(values)
    return _over(sums[:, 1:], np.arange(1, sums.shape[1]))


def windowed_average(values: ArrayLike, window: int) -> NDArray[np.float64]:
    """Return M_t, the average of `window` numbers from the t-th on, for every t, shape (n - window + 1,).

    Raises ValueError for a window that is longer than the trace, or shorter than 1.
    """
    sums = prefix_sums(values)
    if not 1 <= window < sums.shape[1]:
        raise ValueError(f"the window is {window}; it must lie between 1 and {sums.shape[1] - 1}, the length of the trace")
    return _over(sums[:, window:] - sums[:, :-window], window)


def prefix_sums(values: ArrayLike) -> NDArray[np.float64]:
    """Return the sums of the first 0, 1, ..., n numbers as parts to be added, shape (SLICES, n + 1).

    Each number is cut into slices that are multiples of one power of 2, so that the sums of all slices but the last are exact, and
    so are their differences; what the last one loses is far below an ulp of the largest number, for n up to 2^24. So an average is
    right to an ulp of the largest number, however long the trace. Raises ValueError for numbers that are not finite.
    """
    rest = np.array(values, dtype=np.float64).ravel()
    if rest.size == 0 or not np.all(np.isfinite(rest)):
        raise ValueError("an average needs numbers, all of them finite")
    sums = np.zeros((SLICES, rest.size + 1))
    for i in range(SLICES):
        largest = float(np.max(np.abs(rest)))
        unit = np.ldexp(1.0, int(np.frexp(largest)[1]) + int(rest.size).bit_length() - 52)  # n numbers of this unit stay below 2^53
        cut = np.round(rest / unit) * unit if i < SLICES - 1 and unit > 0 else rest
        sums[i, 1:] = np.cumsum(cut)
        rest = rest - cut
    return sums


def _over(sums: Any, count: Any) -> NDArray[np.float64]:
    """Divide sums by counts, the small slices first."""
    total = sums[SLICES - 1]
    for i in range(SLICES - 2, -1, -1):
        total = total + sums[i]
    return np.asarray(total / count, dtype=np.float64)
