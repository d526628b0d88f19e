"""Draw a line of a study that goes along the steps of runs: a curve with its band over trials, or a share as a step function."""

from typing import Any

import numpy as np

from theorysim.sweep.lines import Line

FAR = 1e3  # times where it began: a curve beyond has left the figure


def draw(axis: Any, line: Line, seen: Any, colour: Any, label: str) -> None:
    """Draw a line on the axes; `seen` tells which of its points have a place there."""
    x, y = np.array(line.x)[seen], np.array(line.y)[seen]
    if line.kind == "ecdf":
        axis.step(x, y, where="post", color=colour, linewidth=1.4, label=label)
        if line.low is not None and line.high is not None:
            axis.fill_between(x, np.array(line.low)[seen], np.array(line.high)[seen], step="post", color=colour, alpha=0.15, linewidth=0)
        return
    near = abs(y) <= FAR * abs(line.y[0]) if line.y and 0 < abs(line.y[0]) < np.inf else np.ones(len(y), bool)
    axis.plot(x[near], y[near], "-", color=colour, linewidth=1.4, label=label)
    if line.band:
        low, high = np.array(line.band).T[:, seen][:, near]
        most = 10 * np.max(y[near], initial=0.0)
        axis.fill_between(x[near], low, np.minimum(high, most), color=colour, alpha=0.2, linewidth=0)
