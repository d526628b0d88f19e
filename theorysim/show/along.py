"""Draw a line of a study that goes along the steps of runs: a curve with its band over trials, or a share as a step function."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from theorysim.show import style

if TYPE_CHECKING:
    from theorysim.sweep.lines import Line
    from theorysim.sweep.schema import Figure

FAR = 1e3  # times where it began: a curve beyond has left the figure
SPARSE = 0.16  # from one mark of a line to the next, in diagonals of the axes
BAND: Any = {"alpha": 0.18, "linewidth": 0}
IN_LEGEND: Any = {"color": style.GREY, "alpha": 0.25, "linewidth": 5, "solid_capstyle": "butt"}  # a band


def near(line: "Line") -> Any:
    """Tell which points of a line have not left the figure."""
    y = np.array(line.y)
    first = abs(y[0]) if len(y) else 0.0
    return np.isfinite(y) & (abs(y) <= FAR * first) if line.kind == "curves" and 0 < first < np.inf else np.isfinite(y)


def draw(axis: Any, line: "Line", seen: Any, look: tuple[Any, str], about: "Figure", notes: dict[str, Mapping[str, Any]]) -> None:
    """Draw a line on the axes; `seen` tells which of its points have a place there, `look` is its colour and its mark."""
    colour, mark = look
    kept = seen & near(line)
    x, y = np.array(line.x)[kept], np.array(line.y)[kept]
    apart = SPARSE * style.MARKERS.index(mark) / len(style.MARKERS)  # marks of lines that lie together stand beside each other
    drawn = {"drawstyle": "steps-post"} if line.kind == "ecdf" else {}
    axis.plot(x, y, marker=mark, markevery=(apart, SPARSE), color=colour, **drawn)
    for low, high, what in _bands(line, kept, y, about):
        axis.fill_between(x, low, high, step="post" if line.kind == "ecdf" else None, color=colour, **BAND)
        notes[what] = IN_LEGEND


def _bands(line: "Line", kept: Any, y: Any, about: "Figure") -> list[tuple[Any, Any, str]]:
    """Return the band of a line, if it has one: its ends, and what it is."""
    if line.kind == "ecdf" and line.low is not None and line.high is not None:
        return [(np.array(line.low)[kept], np.array(line.high)[kept], f"{100 * about.level:g} % band of the whole curve")]
    if line.kind == "curves" and line.band:
        low, high = np.array(line.band).T[:, kept]
        return [(low, np.minimum(high, 10 * np.max(y, initial=0.0)), "between quantiles " + " and ".join(f"{q:g}" for q in about.band))]
    return []
