"""Draw panels of lines, bands and marks, each with axes of its own, one legend under all: what a study that is a script draws."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Literal

import numpy as np

from theorysim.show import style
from theorysim.show.mathtext import wrapped
from theorysim.show.panels import LETTER, legend


@dataclass(frozen=True, eq=False)
class Drawn:
    """What one label draws in a panel: a line, with a band where it has ends; marks, with bars; bars of a histogram; or a formula, grey."""

    label: str
    x: Any
    y: Any
    low: Any = None
    high: Any = None
    kind: Literal["line", "marks", "formula", "bars"] = "line"


@dataclass(frozen=True, eq=False)
class Panel:
    """One pair of axes."""

    title: str
    xlabel: str
    ylabel: str
    lines: Sequence[Drawn]
    xscale: Literal["linear", "log"] = "linear"
    yscale: Literal["linear", "log"] = "linear"
    ylim: tuple[float, float] | None = None


def compared(panels: Sequence[Panel], columns: int = 2, abreast: int = 0) -> Any:
    """Return the figure. What has the same label looks the same in all panels: a colour and a mark, or grey and a dash for a formula."""
    across = min(abreast or style.ABREAST[columns], len(panels))
    rows, width = -(-len(panels) // across), style.WIDTHS[columns]
    panel = width / across - 0.4
    height = min(style.HEIGHTS[columns] * panel + 0.35, style.TALLEST)
    figure = style.pyplot().figure(figsize=(width, rows * height), layout="constrained")
    axes = figure.subplots(rows, across, squeeze=False)
    for axis in axes.flat[len(panels) :]:
        axis.remove()
    looks = dict(_looks(panels))
    for one, axis in zip(panels, axes.flat, strict=False):
        axis.set(xscale=one.xscale, yscale=one.yscale)
        axis.set_xlabel(wrapped(one.xlabel, round(panel / LETTER)))
        axis.set_ylabel(wrapped(one.ylabel, round(height / LETTER / 1.3)))
        axis.set_title(wrapped(one.title, round(panel / LETTER)))
        axis.grid()
        for line in one.lines:
            _draw(axis, line, looks[line.label, line.kind])
        if one.ylim:
            axis.set_ylim(*one.ylim)
    named = {text: look for (text, _), look in reversed(looks.items())}  # once, as it is drawn first
    legend(figure, [(text, named[text]) for text in dict.fromkeys(text for text, _ in looks) if text], width)
    return figure


def _looks(panels: Sequence[Panel]) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """Return how each label and kind is drawn, in the order in which they come."""
    found = list(dict.fromkeys((line.label, line.kind) for one in panels for line in one.lines))
    named = list(dict.fromkeys(text for text, kind in found if kind != "formula"))
    colour = dict(zip(named, style.colours(len(named)), strict=True))
    mark, dash = dict(zip(named, cycle(style.MARKERS))), cycle(("-", *style.DASHES))
    for text, kind in found:
        if kind == "formula":
            yield (text, kind), {"color": style.GREY, "linestyle": next(dash), "linewidth": 1}
        elif kind == "marks":
            yield (text, kind), {"color": colour[text], "marker": mark[text], "linestyle": "none"}
        else:
            yield (text, kind), {"color": colour[text], "linestyle": "-"} | ({"linewidth": 4, "alpha": 0.5} if kind == "bars" else {})


def _draw(axis: Any, line: Drawn, look: dict[str, Any]) -> None:
    x, y = np.asarray(line.x, float), np.asarray(line.y, float)
    if line.kind == "bars":  # x are the edges
        axis.stairs(y, x, fill=True, color=look["color"], alpha=look["alpha"])
        return
    axis.plot(x, y, **look)
    if line.low is None or line.high is None:
        return
    low, high = np.asarray(line.low, float), np.asarray(line.high, float)
    if line.kind == "marks":
        axis.vlines(x, low, high, color=look["color"], linewidth=0.8)
    else:
        axis.fill_between(x, low, high, color=look["color"], alpha=0.2, linewidth=0)
