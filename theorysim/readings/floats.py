"""Read a body on NumPy float64 scalars, uncompiled: 1/0 is infinite, overflow is infinite, nothing is raised."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from theorysim import maths
from theorysim.readings.read import read


def _scalar(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *a: np.float64(function(*(float(x) for x in a)))


def _where(condition: Any, yes: Any, no: Any) -> Any:
    chosen = yes if condition else no
    return np.float64(chosen) if isinstance(chosen, int | float) else chosen  # a plain 0 would raise where it divides


WORDS = ("absolute", "minimum", "maximum", "sqrt", "exp", "log", "power", "sin", "cos", "erfc", "flat")
MEANING: dict[str, Any] = {"where": _where, **{name: _scalar(getattr(maths, name)) for name in WORDS}}


@lru_cache(maxsize=4096)
def _reading(body: Callable[..., Any]) -> Any:
    return read(body, MEANING)


def _whole(result: Any) -> Any:
    return tuple(_whole(part) for part in result) if isinstance(result, tuple) else float(result)


def evaluate(body: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """Return what the body returns at a point, as floats (a tuple, nested as the body nests it)."""
    with np.errstate(all="ignore"):
        return _whole(_reading(body)(**{name: np.float64(value) for name, value in values.items()}))
