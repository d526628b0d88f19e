"""Draw the lines of a study in panels: colours by case, marks by a second axis, one legend, the width of a page's columns."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np

from theorysim.show import along, style
from theorysim.show.axes import zero
from theorysim.show.mathtext import label, wrapped
from theorysim.sweep.lines import drawn_as

if TYPE_CHECKING:
    from theorysim.sweep.lines import Line
    from theorysim.sweep.schema import Figure

LETTER = 0.048  # the mean width of a letter, in inches


@dataclass(frozen=True)
class Look:
    """The colour and the mark of each line, by its label, and what a legend says of them: (text, look)."""

    of: Mapping[str, tuple[Any, str]]
    legend: Sequence[tuple[str, Mapping[str, Any]]]


def looks(found: Sequence["Line"]) -> Look:
    """Give each case a colour, and each value of what else tells lines apart a mark; where there is one of the two it has both."""
    parts = {line.label: line.parts or ((("", line.label),) if line.label else ()) for line in found if not line.curve}
    names = dict.fromkeys(name for each in parts.values() for name, _ in each)
    by = "case" if "case" in names else next(iter(names), "")
    first = {text: ", ".join(t for n, t in each if n == by) for text, each in parts.items()}
    second = {text: ", ".join(t for n, t in each if n != by) for text, each in parts.items()}
    colours, marks = list(dict.fromkeys(first.values())), list(dict.fromkeys(second.values()))
    colour_of = dict(zip(colours, style.colours(len(colours)), strict=True))
    both = len(marks) > 1 and len(colours) > 1
    mark_of = dict(zip(marks if both else list(parts), cycle(style.MARKERS)))
    of = {text: (colour_of[first[text]], mark_of[second[text] if both else text]) for text in parts}
    if not both:
        return Look(of, [(text, {"color": c, "marker": m, "linestyle": "-"}) for text, (c, m) in of.items()])
    cases = [(text, {"color": colour_of[text], "linestyle": "-"}) for text in colours if text]
    return Look(of, cases + [(text, {"color": style.GREY, "marker": mark_of[text], "linestyle": "none"}) for text in marks if text])


def drawn(found: Sequence["Line"], about: "Figure") -> Any:
    """Return the figure: intervals of quantiles, predicted slopes through the middle of lines, what was never reached on the upper edge."""
    names = list(dict.fromkeys(line.panel for line in found)) or [""]
    here = {name: [line for line in found if line.panel == name] for name in names}
    rows = -(-len(names) // style.ABREAST[about.columns])
    columns = -(-len(names) // rows)
    width = style.WIDTHS[about.columns]
    panel = width / columns - 0.25
    height = min(style.HEIGHTS[about.columns] * panel, style.TALLEST)
    figure = style.pyplot().figure(figsize=(width, rows * (height + 0.35)), layout="constrained")
    axes = figure.subplots(rows, columns, sharex=False, sharey=True, squeeze=False)
    for axis in axes.flat[len(names) :]:
        axis.remove()
    panels = dict(zip(names, axes.flat, strict=False))
    look = looks(found)
    dashes = dict(zip(dict.fromkeys(line.label for line in found if line.curve), cycle(style.DASHES)))
    xlabel, ylabel = drawn_as(about, found)
    for name, axis in panels.items():
        axis.set(xscale=about.xscale, yscale=about.yscale)
        axis.set_xlabel(wrapped(xlabel, round(panel / LETTER)))
        axis.set_title(wrapped(name, round(panel / LETTER)) if name else "")
        axis.grid()
    _zeros(list(panels.values()), found, here)
    notes: dict[str, Mapping[str, Any]] = {}
    for name, axis in panels.items():
        for line in here[name]:
            if line.curve:
                axis.plot(line.x, line.y, linestyle=dashes[line.label], color=style.GREY, linewidth=1)
            else:
                _line(axis, line, *look.of[line.label], about, notes)
    for name, axis in panels.items():  # now that the limits, which all share, are known
        _edges(axis, here[name], look, about, notes)
    entries = [(_named(text, found, names), marks) for text, marks in look.legend]
    entries += [(text, {"color": style.GREY, "linestyle": dash, "linewidth": 1}) for text, dash in dashes.items()]
    below = legend(figure, [*entries, *notes.items()], width)
    _ylabel(figure, axes, ylabel, below)
    return figure


def _ylabel(figure: Any, axes: Any, text: str, below: float) -> None:
    """Write what y is beside the panels, once; `below` is the part of the figure that the legend takes."""
    tall = figure.get_figheight() * (1 - below)
    if len(axes) > 1:
        figure.supylabel(wrapped(text, round(tall / LETTER)), y=(1 + below) / 2)
    else:
        axes[0, 0].set_ylabel(wrapped(text, round((tall - 0.5) / LETTER)))


def _named(text: str, found: Sequence["Line"], panels: Sequence[str]) -> str:
    """Return what a legend says of a line: with its rate, where one panel alone has it."""
    rate = next((line.rate for line in found if line.label == text), None) if len(panels) == 1 else None
    if rate is None or rate.slope is None:
        return text
    predicted = next(line.predicted for line in found if line.label == text)
    ends = f" [{rate.low:z.2f}, {rate.high:z.2f}]" if rate.low is not None and rate.high is not None else ""
    said = f"slope {rate.slope:z.2f}{ends}" + (f", predicted {predicted:.3g}" if predicted is not None else "")
    said = said.replace("-", "\N{MINUS SIGN}")
    return f"{text}: {said}" if text else said


def _zeros(panels: Sequence[Any], found: Sequence["Line"], here: Mapping[str, Sequence["Line"]]) -> None:
    """Give a logarithmic axis a zero where a point lies there; all panels share that of y."""
    for axis, lines in zip(panels, here.values(), strict=True):
        zero(axis, "x", [x for line in lines for x in line.x])
        zero(axis, "y", [y for line in found for y in np.array(line.y)[along.near(line)]])


def _seen(line: "Line", about: "Figure", positive: bool = False) -> Any:
    """Tell which points of a line have a place on the axes, or on logarithmic ones without a zero."""
    x, y = np.array(line.x), np.array(line.y)
    above = np.greater if positive else np.greater_equal
    seen = np.isfinite(y) & (above(x, 0) | (about.xscale != "log"))
    return seen & (above(y, 0) | (about.yscale != "log"))


def _line(axis: Any, line: "Line", colour: Any, mark: str, about: "Figure", notes: dict[str, Mapping[str, Any]]) -> None:
    """Draw one measured line, and its predicted slope as a dashed line through its middle."""
    x, y = np.array(line.x), np.array(line.y)
    seen = _seen(line, about)
    if line.kind != "points":
        along.draw(axis, line, seen, (colour, mark), about, notes)
        return
    axis.plot(x[seen], y[seen], f"{mark}-", color=colour)
    edge = seen & np.array([bool(c.ends) for c in line.chosen] or False)
    if edge.any():
        axis.plot(x[edge], y[edge], mark, color=colour, markerfacecolor="white")  # the best value is the last of its grid
        notes["best at an end of its grid"] = {"color": style.GREY, "marker": "o", "markerfacecolor": "white", "linestyle": "none"}
    kept = _seen(line, about, positive=True)
    if line.predicted is not None and kept.sum() > 1 and about.xscale == about.yscale == "log":
        a, b = np.log(x[kept]), np.log(y[kept])
        axis.plot(x[kept], np.exp(b.mean() + line.predicted * (a - a.mean())), color=colour, alpha=0.7, **style.SLOPE)
        notes["predicted slope"] = {"color": style.GREY, **style.SLOPE}


def _edges(axis: Any, found: Sequence["Line"], look: Look, about: "Figure", notes: dict[str, Mapping[str, Any]]) -> None:
    """Draw what needs the limits of the axis: intervals that may be infinite, and points that were never reached."""
    bottom, top = axis.get_ylim()
    for line in found:
        if line.curve or line.kind != "points":
            continue
        x, colour = np.array(line.x), look.of[line.label][0]
        if line.low is not None and line.high is not None:
            seen = _seen(line, about)
            ends = np.maximum(line.low, bottom)[seen], np.minimum(line.high, top)[seen]
            axis.plot(np.stack([x[seen]] * 2), np.stack(ends), "-", color=colour, alpha=0.5)
        never = x[np.isinf(line.y) & ((x >= 0) | (about.xscale != "log"))]
        if len(never):
            at = np.full(len(never), 0.98)
            axis.plot(never, at, "^", color=colour, transform=axis.get_xaxis_transform(), clip_on=False)
            notes["never reached"] = {"color": style.GREY, "marker": "^", "linestyle": "none"}
    axis.set_ylim(bottom, top)


def legend(figure: Any, entries: Sequence[tuple[str, Mapping[str, Any]]], width: float) -> float:
    """Set one legend under all panels, in as many columns as fit, and make room for it; return how much of the figure it takes."""
    if not entries or not entries[0][0]:
        entries = entries[1:]
    if not entries:
        return 0.0
    marks = [style.mark(**look) for _, look in entries]
    renderer, room = figure.canvas.get_renderer(), width * figure.dpi
    for long in (math.inf, *range(round(width / LETTER), 11, -6)):
        texts = [label(text) if long == math.inf else wrapped(text, int(long)) for text, _ in entries]
        for columns in range(len(entries), 0, -1):
            found = figure.legend(marks, texts, loc="outside lower center", ncols=columns, columnspacing=1.2, handletextpad=0.5)
            box = found.get_window_extent(renderer)
            if box.width <= room:
                figure.set_figheight(figure.get_figheight() + box.height / figure.dpi)
                return float(box.height / figure.dpi / figure.get_figheight())
            found.remove()
    return 0.0
