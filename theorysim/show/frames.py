"""Write the points of a study as a table: CSV, or Parquet by pandas."""

import csv
import io
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from theorysim.measure.rates import at, rank
from theorysim.sweep.lines import OUTCOMES, Measured
from theorysim.sweep.plan import Plan


class Missing(ImportError):
    """The extra that is asked for is not installed; the message has the command."""


def table(
    plan: Plan, measured: Callable[[str], Measured | None], statuses: Callable[[str], str], quantiles: Sequence[float]
) -> Iterator[list[Any]]:
    """Return the header, then a row for each point; what is not known is None, a T that was never reached infinite."""
    names = list(dict.fromkeys(n for p in plan.points for n in p.names))
    counted = ["arithmetic"] if "exact" in names else []  # which cells were exact, where that was asked for
    final: dict[str, None] = {}
    for point in plan.points:
        if (found := measured(point.key)) is not None:
            final |= dict.fromkeys(found.final)
    yield [*names, *(f"T_{q:g}" for q in quantiles), *OUTCOMES, *(f"final_{n}" for n in final), *counted, "status", "key"]
    for point in plan.points:
        found = measured(point.key)
        row = [point.names.get(n) for n in names]
        if found is None:
            row += [None] * (len(quantiles) + len(OUTCOMES) + len(final) + len(counted))
        else:
            row += [_whole(float(at(found.times, rank(q, found.times.runs)))) for q in quantiles]
            row += [found.times.outcomes.get(n, 0) for n in OUTCOMES]
            row += [found.final.get(n) for n in final]
            row += [found.arithmetic for _ in counted]
        yield [*row, statuses(point.key), point.key]


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
        import pandas
        import pyarrow  # noqa: F401
    except ImportError:
        raise Missing("Parquet needs pandas and pyarrow: pip install 'theorysim[frames]'") from None
    header = next(rows)
    pandas.DataFrame(list(rows), columns=header).to_parquet(file, index=False)
