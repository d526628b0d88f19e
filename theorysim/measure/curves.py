"""Measure quantities along runs that nothing stops, at about eight steps an octave.

A run that ran off counts as above all others from there on.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from theorysim.entries import Quantity
from theorysim.measure.along import COORDINATE, OWN, Curves, kept_ranks
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import beginning, floor_of, log_times, settled
from theorysim.simulate.streams import FIRST_TRIAL, Trial
from theorysim.simulate.watch import Watched, watching


def curves(
    what: Composition,
    quantities: Mapping[str, Quantity | None],
    parameters: Mapping[str, float],
    start: Any,
    steps: int,
    runs: int = 1,
    *,
    dimension: int | None = None,
    trial: Trial = FIRST_TRIAL,
) -> Curves:
    """Run so many trials for all their steps. `quantities` has the record of each that is a criterion, None for those of every run.

    Raises ValueError as `run` does, for a gap without a minimum and for a coordinate that there is not.
    """
    k, keys, ranks = log_times(steps), trial.keys(runs), kept_ranks(runs)
    own = [name for name, record in quantities.items() if record is None]
    most = max((int(place[1]) for name in own if (place := COORDINATE.fullmatch(name))), default=0)
    one = watching(what, parameters, start, dimension, most)
    found = _own(own, one, k, keys, _least(own, what, parameters, start, dimension))
    for name, record in quantities.items():
        if record is not None:
            other = replace(what, criterion=record)
            here = {role: value for role, value in parameters.items() if role in other.known}  # not those of what ends the run
            of_criterion = watching(other, here, start, dimension)
            found[name] = np.stack([of_criterion(k, key)[:, 2] for key in keys], axis=1)
    ordered = {name: np.sort(np.where(np.isnan(v), math.inf, v), axis=1)[:, ranks - 1] for name, v in found.items()}
    return Curves(k, ranks, {name: ordered[name] for name in quantities}, runs)


def _least(own: Sequence[str], what: Composition, parameters: Mapping[str, float], start: Any, dimension: int | None) -> float:
    """Return the minimum, where the gap is asked for."""
    if "gap" not in own:
        return math.nan
    values = settled(what.known, parameters)
    least = floor_of(what.objective, values, beginning(what.objective, values, start, dimension).size)
    if math.isnan(least):
        raise ValueError("the gap is asked for, but the objective declares no minimum")
    return least


def _own(names: Sequence[str], one: Watched, k: Any, keys: Any, least: float) -> dict[str, Any]:
    """Return what every run tells, each of shape (m, runs)."""
    if not names:
        return {}
    found: dict[str, Any] = {name: np.empty((len(k), len(keys))) for name in names}
    for i, key in enumerate(keys):
        rows = one(k, key)
        for name in names:
            found[name][:, i] = _column(name, rows, least)
    return found


def _column(name: str, rows: Any, least: float) -> Any:
    if name == "gap":
        return rows[:, 0] - least
    if name in OWN:
        return rows[:, 0 if name == "value" else 1]
    place = int(COORDINATE.fullmatch(name)[1]) if COORDINATE.fullmatch(name) else 0  # type: ignore[index]
    if not 1 <= place <= rows.shape[1] - 3:
        raise ValueError(f"{name} is asked for, but there are {rows.shape[1] - 3} coordinates")
    return rows[:, 2 + place]
