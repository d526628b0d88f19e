"""Draw figures, as `style` says; ticks, zeros and letters are those of `axes` and `mathtext`."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theorysim.domains import parameters
from theorysim.entries import Objective
from theorysim.readings import arrays
from theorysim.results import Trajectory
from theorysim.show import drawable
from theorysim.show.axes import ticked, zero
from theorysim.show.mathtext import label
from theorysim.show.panels import drawn
from theorysim.show.style import COLOURS, DASHES, GREY, WIDTHS, printed
from theorysim.show.style import pyplot as _pyplot
from theorysim.sweep.written import whole

if TYPE_CHECKING:
    from theorysim.falsify.section import Section
    from theorysim.show.compared import Panel
    from theorysim.sweep.lines import Line
    from theorysim.sweep.schema import Figure

UNDATED = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}


def saved(figure: Any, file: Path, tight: bool = True) -> Path:
    """Save a figure; `tight`: cut to what is drawn, not of the size that it was given."""
    for text in figure.findobj(lambda part: hasattr(part, "set_text")):  # what is no sign is none in XML either
        text.set_text("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text.get_text()))
    kind = file.suffix.lower()[1:] or "png"  # named, else the library would add it to the name
    box = "tight" if tight else None
    ticked(figure)
    whole(file, lambda new: figure.savefig(new, format=kind, bbox_inches=box, dpi=max(figure.dpi, 200), metadata=UNDATED.get(f".{kind}")))
    _pyplot().close(figure)
    return file


@printed
def trajectory(run: Trajectory, file: Path) -> Path:
    """Draw the gradient norm and the value of a traced run over its steps; raises ValueError without a trace."""
    if len(run.times) == 0:
        raise ValueError("the run has no trace; ask for one with trace='log'")
    figure, axes = _pyplot().subplots(1, 2, figsize=(WIDTHS[2], 2.6))
    for axis, numbers, name in zip(axes, (run.gradient_norms, run.values), ("gradient norm", "value"), strict=True):
        axis.plot(run.times, numbers, color=COLOURS[0])
        axis.set(xscale="log", xlabel="step", ylabel=name, yscale="log" if np.all(np.asarray(numbers) >= 0) else "linear")
        zero(axis, "x", run.times)
        zero(axis, "y", numbers)
    figure.tight_layout()
    return saved(figure, file)


@printed
def objective(record: Objective, file: Path, own: Mapping[str, float] | None = None) -> Path:
    """Draw value, gradient and Hessian of an objective of one variable; raises ValueError for more, or a file of no format."""
    drawable.graph(record, file)
    known = {p.name: float(p.default if p.default is not None else 1) for p in record.parameters} | dict(own or {})
    x = np.linspace(-3, 3, 601)
    figure, axis = _pyplot().subplots(figsize=(4.4, 2.9))
    for body, name, colour in zip((record.value, record.gradient, record.hessian), ("f", "f'", "f''"), COLOURS, strict=False):
        if body is not None:
            wanted = {p.name for p in parameters(body)}
            (y,) = arrays.evaluate(body, {"x": x, **{n: v for n, v in known.items() if n in wanted}})
            axis.plot(x, y, label=label(name), color=colour)
    axis.set(xlabel=label("x"), title=label(", ".join(f"{n} = {v:g}" for n, v in known.items())))
    axis.legend()
    return saved(figure, file)


@printed
def curves(panels: Sequence[tuple[str, Sequence[tuple[str, Any, Any, str]]]], xlabel: str, ylabel: str, file: Path) -> Path:
    """Draw panels of log-log curves, each (label, x, y, style), side by side; styles are those of matplotlib."""
    figure, axes = _pyplot().subplots(1, len(panels), figsize=(3.58 * len(panels), 3.0), sharey=True, squeeze=False)
    for axis, (title, lines) in zip(axes[0], panels, strict=True):
        for (text, x, y, style), colour in zip(lines, (COLOURS[0], COLOURS[1], COLOURS[0], COLOURS[1], *COLOURS), strict=False):
            axis.plot(x, y, style, label=label(text), color=colour)
        axis.set(xscale="log", yscale="log", xlabel=label(xlabel), title=label(title))
        axis.grid()
        axis.legend()
    axes[0][0].set_ylabel(label(ylabel))
    figure.tight_layout()
    return saved(figure, file)


@printed
def constants(found: Sequence[Any], file: Path) -> Path:
    """Draw each constant as printed, and the certified lower limit of the true one, on a line of its own; the axis is logarithmic."""
    known = [limit for limit in found if limit.certified]
    places, names = range(len(known), 0, -1), [limit.claim.replace(":printed", "").replace(":", ", ") for limit in known]
    printed, least = ([float(x) for x in xs] for xs in ([k.printed for k in known], [k.at_least for k in known]))
    figure, axis = _pyplot().subplots(figsize=(WIDTHS[2], 0.8 + 0.19 * len(known)), layout="constrained")
    axis.hlines(places, least, printed, color="0.75", linewidth=1.4, zorder=1)
    axis.plot(printed, places, "o", color=COLOURS[0], markersize=4.5, label="printed constant")
    axis.plot(least, places, "|", color=COLOURS[1], markersize=8, markeredgewidth=2, label="the true one is at least this, certified")
    axis.set(xscale="log", yticks=list(places), xlabel="constant")
    axis.set_yticklabels(list(map(label, names)))
    axis.grid(axis="x")
    figure.legend(loc="outside upper center", ncols=2)
    return saved(figure, file, tight=False)


ROUNDING = 1e-9  # of a difference between two sides in float64, by their size


@printed
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
    axis.set(
        xlabel=label(cut.name), title=label(cut.says), xscale="log" if cut.x[0] > 0 else "linear", yscale="log" if positive else "linear"
    )
    axis.legend()
    return saved(figure, file)


@printed
def against_bound(run: Trajectory, name: str, criterion: Any, epsilon: float, bound: float, file: Path) -> Path:
    """Draw the criterion of a traced run, of shape (n,), over its steps, its level epsilon, and the bound on the number of steps."""
    figure, axis = _pyplot().subplots(figsize=(5.4, 3.4))
    axis.plot(run.times, criterion, "o-", color=COLOURS[0], markersize=3, linewidth=1.4, label=label(name))
    axis.axhline(epsilon, color=COLOURS[1], linestyle="--", linewidth=1.2, label=label(f"epsilon = {epsilon:.4g}"))
    axis.axvline(bound, color="0.35", linestyle=":", linewidth=1.4, label=f"bound = {bound:.4g} steps")
    reached = f"reached after {run.T} steps" if run.T is not None else f"not reached in {run.steps} steps"
    past = run.T is None or bound < run.T
    scale = "log" if np.all(np.asarray(criterion) > 0) else "linear"
    axis.set(xlabel="step", ylabel=label(name), yscale=scale, title=f"{reached}, {'past' if past else 'within'} the bound")
    axis.legend()
    return saved(figure, file)


@printed
def study(found: Sequence["Line"], about: "Figure", file: Path) -> Path:
    """Draw the lines of a study, as wide as the columns of a page that it asks for."""
    return saved(drawn(found, about), file, tight=False)


@printed
def compared(panels: Sequence["Panel"], file: Path, columns: int = 2, abreast: int = 0) -> Path:
    """Draw panels of lines, bands and marks, each with axes of its own, so many in a row."""
    from theorysim.show.compared import compared as together

    return saved(together(panels, columns, abreast), file, tight=False)


CLOUDS = (*COLOURS[:3], COLOURS[4], COLOURS[3])
Clouds = Sequence[tuple[str, Any, Any]]  # (label, x, y)


@printed
def clouds(
    panels: Sequence[tuple[str, tuple[float, float], Clouds]], xlabel: str, ylabel: str, file: Path, marks: Sequence[tuple[str, float]] = ()
) -> Path:
    """Draw panels (title, limits of x, clouds of points) side by side, the points as an image; marks are (label, x) of upright lines."""
    figure, axes = _pyplot().subplots(1, len(panels), figsize=(WIDTHS[2], 2.6), sharey=True, squeeze=False, dpi=300)
    for axis, (title, limits, found) in zip(axes[0], panels, strict=True):
        for (text, x, y), colour in zip(found, cycle(CLOUDS)):
            axis.plot(x, y, ".", color=colour, markersize=1.2, markeredgewidth=0, rasterized=True, label=label(text))
        for (text, x), dash in zip(marks, cycle(DASHES)):
            axis.axvline(x, linestyle=dash, color=GREY, linewidth=1, label=label(text))
        axis.set(xlim=limits, xlabel=label(xlabel), title=label(title))
    axes[0][0].set_ylabel(label(ylabel))
    labels = axes[0][0].get_legend_handles_labels()
    figure.legend(*labels, ncols=4, markerscale=8, loc="upper center", bbox_to_anchor=(0.5, 0))
    figure.tight_layout()
    return saved(figure, file)
