"""Align rows of cells in columns, to read in a terminal."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

DIGITS = 4


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.{DIGITS}g}" if isinstance(value, float) else str(value)


def table(rows: Sequence[Sequence[Any]], right: Collection[int] = ()) -> Iterator[str]:
    """Return a line for each row, columns two spaces apart, those of `right` flush right; None is printed as `-`.

    Raises ValueError for rows of different lengths.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        aligned = [c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))]
        yield "  ".join(aligned).rstrip()
