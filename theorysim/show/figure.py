"""Draw figures: the only module that imports matplotlib."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import NullFormatter

from theorysim.domains import parameters
from theorysim.model import Objective, Trajectory
from theorysim.readings import arrays

COLOURS = ("#0b6e99", "#d1495b", "#2e8b57", "#8a6d3b")


def _saved(figure: Any, file: Path) -> Path:
    with plt.rc_context({"svg.hashsalt": "theorysim"}):  # the same figure gives the same bytes
        figure.savefig(file, bbox_inches="tight", metadata={"Date": None} if file.suffix == ".svg" else None)
    plt.close(figure)
    return file


def trajectory(run: Trajectory, file: Path) -> Path:
    """Draw the gradient norm and the value of a traced run over its steps; raises ValueError without a trace."""
    if len(run.times) == 0:
        raise ValueError("the run has no trace; ask for one with trace='log'")
    figure, axes = plt.subplots(1, 2, figsize=(8, 3))
    for axis, numbers, name in zip(axes, (run.gradient_norms, run.values), ("gradient norm", "value"), strict=True):
        axis.plot(np.maximum(run.times, 0.5), numbers, color=COLOURS[0])
        axis.set(xscale="log", xlabel="step", ylabel=name, yscale="log" if np.all(np.asarray(numbers) > 0) else "linear")
    figure.tight_layout()
    return _saved(figure, file)


def objective(record: Objective, file: Path, own: Mapping[str, float] | None = None) -> Path:
    """Draw value, gradient and Hessian of an objective of one variable; raises ValueError for more."""
    if record.dimension != 1:
        raise ValueError("only an objective of one variable is drawn")
    known = {p.name: float(p.default if p.default is not None else 1) for p in record.parameters} | dict(own or {})
    x = np.linspace(-3, 3, 601)
    figure, axis = plt.subplots(figsize=(5, 3.2))
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
    figure, axes = plt.subplots(1, len(panels), figsize=(4.6 * len(panels), 3.8), sharey=True, squeeze=False)
    for axis, (title, lines) in zip(axes[0], panels, strict=True):
        for (label, x, y, style), colour in zip(lines, (COLOURS[0], COLOURS[1], COLOURS[0], COLOURS[1], *COLOURS), strict=False):
            axis.plot(x, y, style, label=label, color=colour, markersize=4, linewidth=1.4)
        axis.set(xscale="log", yscale="log", xlabel=xlabel, title=title)
        axis.xaxis.set_minor_formatter(NullFormatter())
        axis.grid(alpha=0.25)
        axis.legend(frameon=False, fontsize=8)
    axes[0][0].set_ylabel(ylabel)
    figure.tight_layout()
    return _saved(figure, file)
