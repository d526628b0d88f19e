"""Read a body on NumPy arrays: many points at once, for a search. Overflow and 0/0 are values here, not errors."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from theorysim.readings.read import Unreadable, read


def _flat(t: Any, n: Any) -> Any:
    safe = np.where(t > 0, t, 1.0)
    return np.where(t > 0, np.exp(-1 / (safe * safe) - n * np.log(safe)), np.where(np.isnan(t), t, 0.0))


def _erfc(x: Any) -> Any:
    from scipy.special import erfc  # heavy, and seldom asked

    return erfc(x)


MEANING: dict[str, Any] = {
    "where": np.where,
    "equal": np.equal,
    "absolute": np.abs,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "sqrt": np.sqrt,
    "exp": np.exp,
    "log": np.log,
    "power": np.float_power,
    "sin": np.sin,
    "cos": np.cos,
    "erfc": _erfc,
    "flat": _flat,
}


@lru_cache(maxsize=4096)
def _reading(body: Callable[..., Any]) -> Any:
    return read(body, MEANING)


def evaluate(body: Callable[..., Any], values: Mapping[str, ArrayLike]) -> tuple[NDArray[np.float64], ...]:
    """Return what the body returns at each of n points; each value is of shape (n,), and so is each result."""
    arrays = {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}
    n = min((a.size for a in arrays.values() if a.size != 1), default=1)
    try:
        with np.errstate(all="ignore"):
            result = _reading(body)(**arrays)
    except (ValueError, TypeError) as reason:
        if isinstance(reason, Unreadable) or "array" not in str(reason):
            raise
        raise Unreadable(f"{body.__name__} decides by Python's own words (if, and, round, ...), not by where: {reason}") from reason
    results = result if isinstance(result, tuple) else (result,)
    return tuple(columns(r, n) for r in results)


def columns(result: Any, n: int) -> NDArray[np.float64]:
    """Return a result at each of n points: most are of shape (n,) as they are."""
    if type(result) is np.ndarray and result.dtype == np.float64 and result.shape == (n,):
        return result
    return np.broadcast_to(np.asarray(result, dtype=np.float64), (n,))
