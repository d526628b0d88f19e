"""Draw figures: the only module that imports matplotlib, once something is drawn."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theorysim.domains import parameters
from theorysim.entries import Objective
from theorysim.readings import arrays
from theorysim.results import Trajectory
from theorysim.show import along
from theorysim.sweep.lines import drawn_as
from theorysim.sweep.written import whole

if TYPE_CHECKING:
    from theorysim.falsify.section import Section
    from theorysim.sweep.lines import Line
    from theorysim.sweep.schema import Figure

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#000000")  # of Okabe and Ito: apart for the colour-blind too


PAPER: Any = {"svg.hashsalt": "theorysim", "pdf.fonttype": 42}  # the same figure gives the same bytes; fonts that a publisher takes
ENDINGS = (".eps", ".gif", ".jpeg", ".jpg", ".pdf", ".pgf", ".png", ".ps", ".raw", ".rgba", ".svg", ".svgz", ".tif", ".tiff", ".webp")
UNDATED = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}


@cache
def _pyplot() -> Any:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    return pyplot


def _ticker() -> Any:
    from matplotlib import ticker

    return ticker


def _saved(figure: Any, file: Path) -> Path:
    plt = _pyplot()
    kind = file.suffix.lower()[1:] or "png"  # named, else the library would add it to the name
    with plt.rc_context(PAPER):
        whole(file, lambda new: figure.savefig(new, format=kind, bbox_inches="tight", metadata=UNDATED.get(f".{kind}")))
    plt.close(figure)
    return file


def trajectory(run: Trajectory, file: Path) -> Path:
    """Draw the gradient norm and the value of a traced run over its steps; raises ValueError without a trace."""
    if len(run.times) == 0:
        raise ValueError("the run has no trace; ask for one with trace='log'")
    figure, axes = _pyplot().subplots(1, 2, figsize=(8, 3))
    for axis, numbers, name in zip(axes, (run.gradient_norms, run.values), ("gradient norm", "value"), strict=True):
        axis.plot(np.maximum(run.times, 0.5), numbers, color=COLOURS[0])
        axis.set(xscale="log", xlabel="step", ylabel=name, yscale="log" if np.all(np.asarray(numbers) > 0) else "linear")
    figure.tight_layout()
    return _saved(figure, file)


def objective(record: Objective, file: Path, own: Mapping[str, float] | None = None) -> Path:
    """Draw value, gradient and Hessian of an objective of one variable; raises ValueError for more, or a file of no format."""
    if record.dimension != 1:
        raise ValueError("only an objective of one variable is drawn")
    if file.suffix and file.suffix.lower() not in ENDINGS:
        raise ValueError(f"Format {file.suffix[1:]!r} is not supported (supported formats: {', '.join(e[1:] for e in ENDINGS)})")
    known = {p.name: float(p.default if p.default is not None else 1) for p in record.parameters} | dict(own or {})
    x = np.linspace(-3, 3, 601)
    figure, axis = _pyplot().subplots(figsize=(5, 3.2))
    for body, name, colour in zip((record.value, record.gradient, record.hessian), ("f", "f'", "f''"), COLOURS, strict=False):
        if body is not None:
            wanted = {p.name for p in parameters(body)}
            (y,) = arrays.evaluate(body, {"x": x, **{n: v for n, v in known.items() if n in wanted}})
            axis.plot(x, y, label=name, color=colour)
    axis.set(xlabel="x", title=", ".join(f"{n} = {v:g}" for n, v in known.items()))
    axis.legend(frameon=False)
    return _saved(figure, file)


def curves(panels: Sequence[tuple[str, Sequence[tuple[str, Any, Any, str]]]], xlabel: str, ylabel: str, file: Path) -> Path:
    """Draw panels of log-log curves, each (label, x, y, style), side by side; styles are those of matplotlib."""
    figure, axes = _pyplot().subplots(1, len(panels), figsize=(4.6 * len(panels), 3.8), sharey=True, squeeze=False)
    for axis, (title, lines) in zip(axes[0], panels, strict=True):
        for (label, x, y, style), colour in zip(lines, (COLOURS[0], COLOURS[1], COLOURS[0], COLOURS[1], *COLOURS), strict=False):
            axis.plot(x, y, style, label=label, color=colour, markersize=4, linewidth=1.4)
        axis.set(xscale="log", yscale="log", xlabel=xlabel, title=title)
        axis.xaxis.set_minor_formatter(_ticker().NullFormatter())
        axis.grid(alpha=0.25)
        axis.legend(frameon=False, fontsize=8)
    axes[0][0].set_ylabel(ylabel)
    figure.tight_layout()
    return _saved(figure, file)


def constants(found: Sequence[Any], file: Path) -> Path:
    """Draw each constant as printed, and the certified lower limit of the true one, on a line of its own; the axis is logarithmic."""
    known = [limit for limit in found if limit.certified]
    places, names = range(len(known), 0, -1), [limit.claim.replace(":printed", "").replace(":", ", ") for limit in known]
    printed, least = ([float(x) for x in xs] for xs in ([k.printed for k in known], [k.at_least for k in known]))
    figure, axis = _pyplot().subplots(figsize=(7.5, 1 + 0.24 * len(known)))
    axis.hlines(places, least, printed, color="0.75", linewidth=1.4, zorder=1)
    axis.plot(printed, places, "o", color=COLOURS[0], markersize=5, label="printed constant")
    axis.plot(least, places, "|", color=COLOURS[1], markersize=9, markeredgewidth=2, label="the true one is at least this, certified")
    axis.set(xscale="log", yticks=list(places), xlabel="constant")
    axis.set_yticklabels(names, fontsize=7.5)
    axis.grid(alpha=0.25, axis="x")
    axis.legend(frameon=False, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return _saved(figure, file)


ROUNDING = 1e-9  # of a difference between two sides in float64, by their size


def section(cut: "Section", file: Path) -> Path:
    """Draw both sides of a relation along one parameter through a point, and where it is broken while the hypotheses hold."""
    figure, axis = _pyplot().subplots(figsize=(5.4, 3.4))
    sides = np.where(np.isfinite(cut.left), cut.left, np.nan), np.where(np.isfinite(cut.right), cut.right, np.nan)
    for side, name, style, colour in zip(sides, ("left side", "right side"), ("-", "--"), COLOURS, strict=False):
        axis.plot(cut.x, side, style, color=colour, linewidth=1.6, label=name)
        axis.plot([cut.at], [side[int(np.argmin(np.abs(cut.x - cut.at)))]], "o", color=colour, markersize=5)
    broken = np.asarray(cut.met) & (np.asarray(cut.score) > ROUNDING)
    if broken.any():
        axis.fill_between(cut.x, 0, 1, where=broken, transform=axis.get_xaxis_transform(), color="0.88", label="broken", linewidth=0)
    axis.axvline(cut.at, color="0.35", linestyle=":", linewidth=1)
    positive = all(np.all(side[np.isfinite(side)] > 0) for side in sides)
    axis.set(xlabel=cut.name, title=cut.says, xscale="log" if cut.x[0] > 0 else "linear", yscale="log" if positive else "linear")
    axis.legend(frameon=False, fontsize=8)
    return _saved(figure, file)


def against_bound(run: Trajectory, name: str, criterion: Any, epsilon: float, bound: float, file: Path) -> Path:
    """Draw the criterion of a traced run, of shape (n,), over its steps, its level epsilon, and the bound on the number of steps."""
    figure, axis = _pyplot().subplots(figsize=(5.4, 3.4))
    axis.plot(run.times, criterion, "o-", color=COLOURS[0], markersize=3, linewidth=1.4, label=name)
    axis.axhline(epsilon, color=COLOURS[1], linestyle="--", linewidth=1.2, label=f"epsilon = {epsilon:.4g}")
    axis.axvline(bound, color="0.35", linestyle=":", linewidth=1.4, label=f"bound = {bound:.4g} steps")
    reached = f"reached after {run.T} steps" if run.T is not None else f"not reached in {run.steps} steps"
    past = run.T is None or bound < run.T
    scale = "log" if np.all(np.asarray(criterion) > 0) else "linear"
    axis.set(xlabel="step", ylabel=name, yscale=scale, title=f"{reached}, {'past' if past else 'within'} the bound")
    axis.legend(frameon=False, fontsize=8)
    return _saved(figure, file)


MARKERS = "osD^vP*X"
MOST_ABREAST = 3  # panels in a row
DASHES: Any = (":", "--", "-.", (0, (1, 3)), (0, (6, 2, 1, 2, 1, 2)))  # of curves that are formulas


def study(found: Sequence["Line"], about: "Figure", file: Path) -> Path:
    """Draw the lines of a study: intervals of quantiles, fitted and predicted slopes, what was never reached on the upper edge."""
    xlabel, ylabel = drawn_as(about, found)
    names = list(dict.fromkeys(line.panel for line in found)) or [""]
    labels = list(dict.fromkeys(line.label for line in found if not line.curve))
    colours = (
        COLOURS if len(labels) <= len(COLOURS) else [_pyplot().get_cmap("viridis")(i / (len(labels) - 0.5)) for i in range(len(labels))]
    )
    here = {name: [line for line in found if line.panel == name] for name in names}
    rows = -(-len(names) // MOST_ABREAST)
    columns = -(-len(names) // rows)
    room = 0.3 + 0.06 * max(map(len, here.values()))  # for the legends between rows, in heights of a panel
    size, gaps = (4.6 * columns, 3.8 * (rows + (rows - 1) * room)), {"hspace": room}
    figure, axes = _pyplot().subplots(rows, columns, figsize=size, sharey=True, squeeze=False, gridspec_kw=gaps)
    for axis in axes.flat[len(names) :]:
        axis.remove()
    panels = dict(zip(names, axes.flat, strict=False))
    for name, axis in panels.items():
        axis.set(xscale=about.xscale, yscale=about.yscale, xlabel=xlabel, title=name)
        dashes = cycle(DASHES)
        for line in here[name]:
            i = labels.index(line.label) if line.label in labels and not line.curve else 0
            if line.curve:
                axis.plot(line.x, line.y, linestyle=next(dashes), color="0.35", linewidth=1.2, label=line.label)
            else:
                _drawn(axis, line, colours[i % len(colours)], MARKERS[i % len(MARKERS)])
        axis.xaxis.set_minor_formatter(_ticker().LogFormatterSciNotation(minor_thresholds=(1, 0.5)))
        axis.grid(alpha=0.25)
        if axis.get_legend_handles_labels()[1]:
            axis.legend(frameon=False, fontsize=7.5, loc="upper center", bbox_to_anchor=(0.5, -0.16))
    for name, axis in panels.items():  # now that the limits, which all share, are known
        _edges(axis, here[name], dict(zip(labels, colours, strict=False)))
    for axis in axes[:, 0]:
        axis.set_ylabel(ylabel)
    return _saved(figure, file)


def _drawn(axis: Any, line: "Line", colour: Any, marker: str) -> None:
    """Draw one measured line, its rate in the legend, its predicted slope as a dashed line through its middle."""
    x, y = np.array(line.x), np.array(line.y)
    seen = _seen(axis, line)
    if line.kind != "points":
        along.draw(axis, line, seen, colour, _legend(line))
        return
    axis.plot(x[seen], y[seen], f"{marker}-", color=colour, markersize=4, linewidth=1.3, label=_legend(line))
    edge = seen & np.array([bool(c.ends) for c in line.chosen] or False)
    axis.plot(x[edge], y[edge], marker, color=colour, markerfacecolor="white", markersize=4)  # the best value is the last of its grid
    if line.predicted is not None and seen.sum() > 1 and axis.get_xscale() == axis.get_yscale() == "log":
        a, b = np.log(x[seen]), np.log(y[seen])
        axis.plot(x[seen], np.exp(b.mean() + line.predicted * (a - a.mean())), "--", color=colour, linewidth=0.9, alpha=0.7)


def _seen(axis: Any, line: "Line") -> Any:
    """Tell which points of a line have a place on the axes."""
    x, y = np.array(line.x), np.array(line.y)
    seen = np.isfinite(y) & ((x > 0) | (axis.get_xscale() != "log"))
    return seen & ((y > 0) | (axis.get_yscale() != "log"))


def _legend(line: "Line") -> str:
    words = [line.label] if line.label else []
    if line.rate is not None and line.rate.slope is not None:
        ends = f" [{line.rate.low:z.2f}, {line.rate.high:z.2f}]" if line.rate.low is not None and line.rate.high is not None else ""
        words.append(f"slope {line.rate.slope:z.2f}{ends}" + (f", predicted {line.predicted:g}" if line.predicted is not None else ""))
    return ": ".join(words)


def _edges(axis: Any, found: Sequence["Line"], colours: Mapping[str, Any]) -> None:
    """Draw what needs the limits of the axis: intervals that may be infinite, and points that were never reached."""
    bottom, top = axis.get_ylim()
    for line in (line for line in found if line.kind == "points"):
        x, colour = np.array(line.x), colours.get(line.label, COLOURS[0])
        if line.low is not None and line.high is not None:
            seen = _seen(axis, line)
            ends = np.maximum(line.low, bottom)[seen], np.minimum(line.high, top)[seen]
            axis.plot(np.stack([x[seen]] * 2), np.stack(ends), "-", color=colour, alpha=0.5)
        never = x[np.isinf(line.y) & ((x > 0) | (axis.get_xscale() != "log"))]
        axis.plot(never, np.full(len(never), 0.98), "^", color=colour, markersize=4, transform=axis.get_xaxis_transform(), clip_on=False)
    axis.set_ylim(bottom, top)


CLOUDS = (*COLOURS[:3], "#cc79a7", "#444444")
Clouds = Sequence[tuple[str, Any, Any]]  # (label, x, y)


def clouds(
    panels: Sequence[tuple[str, tuple[float, float], Clouds]], xlabel: str, ylabel: str, file: Path, marks: Sequence[tuple[str, float]] = ()
) -> Path:
    """Draw panels (title, limits of x, clouds of points) side by side, the points as an image; marks are (label, x) of upright lines."""
    figure, axes = _pyplot().subplots(1, len(panels), figsize=(4.6 * len(panels), 3.8), sharey=True, squeeze=False, dpi=160)
    for axis, (title, limits, found) in zip(axes[0], panels, strict=True):
        for (label, x, y), colour in zip(found, cycle(CLOUDS)):
            axis.plot(x, y, ".", color=colour, markersize=1.6, markeredgewidth=0, rasterized=True, label=label)
        for (label, x), dash in zip(marks, cycle(DASHES)):
            axis.axvline(x, linestyle=dash, color="0.35", linewidth=1, label=label)
        axis.set(xlim=limits, xlabel=xlabel, title=title)
    axes[0][0].set_ylabel(ylabel)
    labels = axes[0][0].get_legend_handles_labels()
    figure.legend(*labels, frameon=False, fontsize=8, ncols=4, markerscale=8, loc="upper center", bbox_to_anchor=(0.5, 0))
    figure.tight_layout()
    return _saved(figure, file)
