"""Where a run begins, one number a coordinate: `start` is the first coordinate, `start.y` that of the name y."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np

from theorysim.domains import parameters
from theorysim.entries import Objective


def axes_of(objective: Objective) -> tuple[str, ...]:
    """Return the names of the coordinates; where there is one it is x."""
    names = tuple(p.name for p in parameters(objective.value) if p.domain.role == "coordinate")
    return names if len(names) > 1 else ("x",)


def starts(objective: Objective) -> tuple[str, ...]:
    """Return the names of the numbers of a start."""
    return ("start", *(f"start.{name}" for name in axes_of(objective)[1:]))


def coordinates(objective: Objective, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the start of a setting by the names of the coordinates."""
    return {name: raw[start] for name, start in zip(axes_of(objective), starts(objective), strict=True)}


def start_of(raw: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the start of a setting, coordinate by coordinate."""
    return (raw["start"], *(x for name, x in raw.items() if name.startswith("start.")))


def size(row: Sequence[Any]) -> Any:
    """Return the norm of numbers, or of columns of them."""
    return np.abs(row[0]) if len(row) == 1 else reduce(np.hypot, row)
