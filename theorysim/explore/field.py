"""The function as a field: its values and its gradients at many points."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.domains import parameters
from theorysim.entries import Body, Objective
from theorysim.readings import arrays
from theorysim.settings import Parsed

Curve = NDArray[np.float64]


def own(parsed: Parsed) -> dict[str, float]:
    """Return the parameters of the objective."""
    defaults = {f"objective.{p.name}": p.default for p in parsed.what.objective.parameters}
    return {k: float(v) for k, v in (defaults | dict(parsed.setting.parameters)).items() if v is not None and k.startswith("objective.")}


def values_at(record: Objective, own: Mapping[str, float], columns: Sequence[Any]) -> Curve:
    """Return the values of an objective at points, columns of shape (n,); of a finite sum, the mean of its parts."""
    if record.form == "sum":
        return np.asarray(sum(_terms(record.value, own, columns)))
    return _mean(record, record.value, own, columns)[0]


def gradients_at(record: Objective, own: Mapping[str, float], points: Any) -> Curve | None:
    """Return the gradients at points, both of shape (n, d); of a finite sum, the mean of its parts. None where one takes more."""
    known = {"coordinate", "part", "left", "right", "index", "dimension", "parameter", "direction"}
    if record.form == "vector" or {p.domain.role for p in parameters(record.gradient)} - known:
        return None
    rows = _terms if record.form == "sum" else lambda *words: _mean(record, *words)
    return np.stack(np.broadcast_arrays(*rows(record.gradient, own, list(np.asarray(points).T))), axis=1)


def _mean(record: Objective, body: Body, own: Mapping[str, float], columns: Sequence[Any]) -> list[Curve]:
    wanted = parameters(body)
    coordinates = iter(columns)
    known: dict[str, Any] = {}
    for p in wanted:
        if p.domain.role == "coordinate":
            known[p.name] = next(coordinates)
        elif p.domain.role == "direction":
            known[p.name] = 0.0
        elif not p.domain.supplied:
            known[p.name] = own[f"objective.{p.name}"]
    part = next((p.name for p in wanted if p.domain.role == "part"), None)
    if part is None:
        return list(arrays.evaluate(body, known))
    each = [arrays.evaluate(body, known | {part: k}) for k in range(record.parts)]
    return [np.asarray(sum(column) / record.parts) for column in zip(*each, strict=True)]


def _terms(body: Body, own: Mapping[str, float], columns: Sequence[Any]) -> list[Curve]:
    """Return a body of a sum over coordinates at each of them."""
    d, zero, found = len(columns), np.zeros(len(columns[0])), []
    for i, column in enumerate(columns):
        about = {"coordinate": column, "left": columns[i - 1] if i else zero, "right": columns[i + 1] if i < d - 1 else zero}
        about |= {"index": i + 1, "dimension": d, "direction": 0.0}
        known = {p.name: about[p.domain.role] if p.domain.supplied else own[f"objective.{p.name}"] for p in parameters(body)}
        found.append(arrays.evaluate(body, known)[0])
    return found
