"""Read a body on NumPy float64 scalars, uncompiled: 1/0 is infinite, overflow is infinite, nothing is raised."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from theorysim import maths
from theorysim.readings.read import read


def _scalar(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *a: np.float64(function(*(float(x) for x in a)))


MEANING: dict[str, Any] = {n: _scalar(getattr(maths, n)) for n in ("sqrt", "exp", "log", "power", "sin", "cos", "erfc", "flat")}


def evaluate(body: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """Give what the body returns at a point, as floats (a tuple where it returns one)."""
    with np.errstate(all="ignore"):
        result = read(body, MEANING)(**{name: np.float64(value) for name, value in values.items()})
    return tuple(float(r) for r in result) if isinstance(result, tuple) else float(result)
