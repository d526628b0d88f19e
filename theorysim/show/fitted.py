"""Tell what is drawn of a line and fitted to it, as JSON: enough to draw it again."""

import math
from collections.abc import Sequence
from typing import Any

from theorysim.sweep.choice import edges
from theorysim.sweep.lines import Line

RATE = ("slope", "low", "high", "intercept", "points", "left_out", "by", "p")


def said(line: Line) -> dict[str, Any]:
    """Return a line as rates.json has it; what is infinite is null."""
    names = dict.fromkeys(n for choice in line.chosen for n in choice.best)
    return {
        "panel": line.panel,
        "line": line.label,
        "statistic": line.statistic,
        **({name: getattr(line.rate, name) for name in RATE} if line.rate else {}),
        "predicted": line.predicted,
        "agrees": line.agrees,
        "why": line.why,
        "best": {name: [choice.best.get(name) for choice in line.chosen] for name in names},
        "edges": edges(line.chosen),
        "drawn": {"x": line.x, "y": _finite(line.y), "low": _finite(line.low), "high": _finite(line.high)},
    }


def _finite(values: Sequence[float] | None) -> list[float | None] | None:
    return None if values is None else [v if math.isfinite(v) else None for v in values]
