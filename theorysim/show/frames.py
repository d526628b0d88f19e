"""Write the points of a study as a table: CSV, or Parquet by pandas."""

import csv
import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theorysim.measure.expected import expected_time
from theorysim.measure.rates import at, interval, rank
from theorysim.results import HittingTimes
from theorysim.show.frames_of_runs import names_of
from theorysim.sweep.lines import OUTCOMES, Line, Measured
from theorysim.sweep.plan import Plan
from theorysim.sweep.schema import Figure
from theorysim.sweep.statistic import columns


class Missing(ImportError):
    """The extra that is asked for is not installed; the message has the command."""


@dataclass(frozen=True)
class Shown:
    """What a table shows of the points, besides their names: how cells ended, where runs begin, and what a figure draws of them."""

    measured: Callable[[str], Measured | None]
    status: Callable[[str], str]
    start: Callable[[str], Sequence[float]]
    quantiles: Sequence[float]
    level: float
    figure: Figure | None = None
    lines: Sequence[Line] = ()


def table(plan: Plan, shown: Shown) -> Iterator[list[Any]]:
    """Return the header, then a row for each point; what is not known is None, a T that was never reached infinite."""
    names = names_of(plan)
    counted = ["arithmetic"] if "exact" in names else []  # which cells were exact, where that was asked for
    final: dict[str, None] = {}
    for point in plan.points:
        if (found := shown.measured(point.key)) is not None:
            final |= dict.fromkeys(found.final)
    chosen = _chosen(shown)
    times = [name for q in shown.quantiles for name in (f"T_{q:g}", f"T_{q:g}_low", f"T_{q:g}_high")]
    last = [f"final_{n}" for n in final]
    yield [*names, "begins_at", "coordinates", *times, "ERT", *OUTCOMES, *last, *chosen, *counted, "status", "key"]
    for place, point in enumerate(plan.points):
        found = shown.measured(point.key)
        start = shown.start(point.key)
        row = [point.names.get(n) for n in names] + [begins(start), len(start)]
        if found is None:
            row += [None] * (len(times) + 1 + len(OUTCOMES) + len(final) + len(chosen) + len(counted))
        else:
            row += [number for q in shown.quantiles for number in _quantile(found.times, q, shown.level)]
            row += [expected_time(found.times, point.names["steps"])]
            row += [found.times.outcomes.get(n, 0) for n in OUTCOMES]
            row += [found.final.get(n) for n in final]
            row += [place in points for points in chosen.values()]
            row += [found.arithmetic for _ in counted]
        yield [*row, shown.status(point.key), point.key]


def _chosen(shown: Shown) -> dict[str, set[int]]:
    """Return the points that are drawn, by the name of the column that says so: one for each statistic of the figure."""
    if shown.figure is None:
        return {}
    names = columns(shown.figure)
    found: dict[tuple[str, float], set[int]] = {which: set() for which in names}
    for choice in (c for line in shown.lines for c in line.chosen):
        found[choice.dot.names["y"], choice.dot.names["quantile"]].add(choice.dot.point)
    return {"chosen" if len(names) == 1 else f"chosen_{name}": found[which] for which, name in names.items()}


def _quantile(times: HittingTimes, q: float, level: float) -> list[float | int | None]:
    """Return a quantile of T and the ends of its interval; one run has none."""
    ends = interval(times, q, level) if times.runs > 1 else None
    return [_whole(float(at(times, rank(q, times.runs)))), *([None, None] if ends is None else map(_whole, ends))]


def begins(start: Sequence[float]) -> str:
    """Write where runs begin: one number where all coordinates have the same, else each."""
    values = [repr(float(x)) for x in start]
    return values[0] if len(set(values)) == 1 else " ".join(values)


def _whole(value: float) -> float | int:
    return int(value) if math.isfinite(value) else value


def as_csv(rows: Iterator[list[Any]]) -> str:
    """Write rows as CSV; floats read back exactly."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write_parquet(rows: Iterator[list[Any]], file: Path) -> None:
    """Write rows as Parquet; raises Missing without pandas and pyarrow."""
    try:
        import pandas  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError:
        raise Missing("Parquet needs pandas and pyarrow: pip install 'theorysim[frames]'") from None
    frame(rows).to_parquet(file, index=False)


def frame(rows: Iterator[list[Any]]) -> Any:
    """Return rows as a DataFrame; raises Missing without pandas."""
    try:
        import pandas
    except ImportError:
        raise Missing("a DataFrame needs pandas: pip install 'theorysim[frames]'") from None
    header = next(rows)
    return pandas.DataFrame(list(rows), columns=header)
