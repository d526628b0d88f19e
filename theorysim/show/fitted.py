"""Tell what is drawn of a line and fitted to it, as JSON: enough to draw it again."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from theorysim.sweep.choice import edges
from theorysim.sweep.lines import Line

RATE = ("slope", "low", "high", "intercept", "points", "left_out", "by", "p")
FAILED = {"points": "did not reach", "curves": "ran off", "ecdf": "did not reach"}  # what a failure is, by the kind of the figure
MOST_STARTS = 8
EXPECTED = ("expected", "expected_low", "expected_high")  # the running time


CAPTIONS = {
    "points": "dashed lines of the same colour have the predicted slope, marks on the upper edge were never reached, bars are intervals "
    "of quantiles",
    "curves": "bands lie between two quantiles over trials",
    "ecdf": "shares count the runs that failed, and bands hold the whole curve",
}


def measured(line: Line) -> dict[str, Any]:
    """Return what was computed of a line: of how many trials, how many failed, and the expected running time where that is known."""
    about = {"statistic": line.statistic, "interval": line.interval, "failed": FAILED[line.kind]}
    counts = {n: sum(getattr(choice.dot, n) for choice in line.chosen) for n in ("runs", "failures")}
    times = {name: getattr(line, name) for name in EXPECTED}
    return about | {"trials": counts["runs"], "failures": counts["failures"]} | (times if line.expected is not None else {})


def starts(line: Line, begins: Callable[[str], str]) -> list[str]:
    """Return where the runs of a line begin, each place once."""
    return list(dict.fromkeys(begins(choice.dot.key) for choice in line.chosen))[:MOST_STARTS]


def said(line: Line, begins: Callable[[str], str]) -> dict[str, Any]:
    """Return a line as rates.json has it; what is infinite is null. `begins` tells where the runs of a point begin."""
    names = dict.fromkeys(n for choice in line.chosen for n in choice.best)
    return {
        "panel": line.panel,
        "line": line.label,
        **{name: v if not isinstance(v, float) else _finite([v])[0] for name, v in measured(line).items()},
        "begins_at": starts(line, begins),
        **({name: getattr(line.rate, name) for name in RATE} if line.rate else {}),
        "predicted": line.predicted,
        "agrees": line.agrees,
        "why": line.why,
        "best": {name: [choice.best.get(name) for choice in line.chosen] for name in names},
        "edges": edges(line.chosen),
        "drawn": {"x": line.x, "y": _finite(line.y), "low": _finite(line.low), "high": _finite(line.high), **_band(line)},
    }


def _band(line: Line) -> dict[str, Any]:
    """Return the band of a curve, as two rows of numbers."""
    return {"band": [_finite(end) for end in zip(*line.band, strict=True)]} if line.band else {}


def _finite(values: Sequence[float | None] | None) -> Any:
    return None if values is None else [v if v is not None and math.isfinite(v) else None for v in values]
