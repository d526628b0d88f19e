"""Ticks whose labels do not overlap, on axes however short; a logarithmic axis with a true zero where something is 0."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from theorysim.show.style import ticker

GAP = 0.35  # between two labels, in heights of one
PLAIN = (1e-3, 9999)  # numbers between are written out
ZERO = 0.6  # how far 0 lies left of the least decade, in decades
SMALL = 1e-30  # of the largest number: what is less is drawn between 0 and the least decade
BELOW = -0.12  # where an axis with a zero begins, in least decades: a mark at 0 is whole
Positions = list[float]


def zero(axes: Any, which: str, values: Iterable[float]) -> None:
    """Let a logarithmic axis, "x" or "y", begin at 0 where one of the values is 0; a break in it says so."""
    found = np.array([v for v in values if math.isfinite(v)])
    if getattr(axes, f"get_{which}scale")() != "log" or not np.any(found == 0):
        return
    positive = found[found > 0]
    least = 10.0 ** math.floor(math.log10(max(positive.min(), positive.max() * SMALL))) if len(positive) else 1.0
    getattr(axes, f"set_{which}scale")("symlog", linthresh=least, linscale=ZERO)
    top = positive.max() * 1.3 if len(positive) else 10.0
    getattr(axes, f"set_{which}lim")(BELOW * least, top)
    upright, place = which == "x", 0.5 * least
    for off in (-0.06, 0.06):
        at = [place + off * least], [0]
        transform = axes.get_xaxis_transform() if upright else axes.get_yaxis_transform()
        stroke = [(-0.5, -1), (0.5, 1)] if upright else [(-1, -0.5), (1, 0.5)]
        axes.plot(*(at if upright else at[::-1]), marker=stroke, color="k", markersize=5, mew=0.6, transform=transform, clip_on=False)


def ticked(figure: Any) -> None:
    """Choose the ticks of all axes that are logarithmic, now that they have their sizes: the first choice whose labels do not overlap."""
    figure.draw_without_rendering()
    for axes in figure.axes:
        for which in ("x", "y"):
            axis = getattr(axes, f"{which}axis")
            if axis.get_scale() in ("log", "symlog") and axis.get_majorticklabels():  # of a shared axis one has labels
                low, high = sorted(axis.get_view_interval())
                _tick(axis, low, high, figure.canvas.get_renderer(), which)


def _tick(axis: Any, low: float, high: float, renderer: Any, which: str) -> None:
    zeros = [0.0] if axis.get_scale() == "symlog" else []
    least = axis.get_transform().linthresh if zeros else low
    last: Positions = []
    for positions in choices(least, high, bool(zeros)):
        last = zeros + positions
        _put(axis, last)
        if not _overlap(axis, renderer, which):
            break
    else:
        _put(axis, last[:1])
    minor = _minor(least, high)
    axis.set_minor_locator(ticker().FixedLocator([v for v in minor if v not in last]))
    axis.set_minor_formatter(ticker().NullFormatter())


def _put(axis: Any, positions: Positions) -> None:
    axis.set_major_locator(ticker().FixedLocator(positions))
    axis.set_major_formatter(ticker().FixedFormatter(written(positions)))


def choices(low: float, high: float, zero: bool = False) -> Iterator[Positions]:
    """Return where ticks may stand on a logarithmic axis, the denser first; beside a zero one is enough."""
    span = math.log10(high) - math.log10(low)
    few = 1 if zero else 3 if span < 1.5 else 2
    if span >= 2.5:
        for stride in (1, 2, 3, 4, 5, 10, 20, 50, 100):
            found = [v for v in _at(low, high, (1,)) if round(math.log10(v)) % stride == 0]
            if len(found) >= 2:
                yield found
    for digits in ((1, 2, 3, 5), (1, 2, 5), (1, 3), tuple(range(1, 10)), (1,)):
        if len(found := _at(low, high, digits)) >= few:
            yield found
    for most in (4, 3, 2, 1):
        found = [float(v) for v in ticker().MaxNLocator(most, min_n_ticks=1).tick_values(low, high) if low <= v <= high and v > 0]
        if found:
            yield found
    yield [low]


def _at(low: float, high: float, digits: Sequence[int]) -> Positions:
    first, last = math.floor(math.log10(low)), math.floor(math.log10(high))
    every = (float(f"{d}e{k}") for k in range(first, last + 1) for d in digits)
    return [v for v in every if v > 0 and low * (1 - 1e-9) <= v <= high * (1 + 1e-9)]


def _minor(low: float, high: float) -> Positions:
    span = math.log10(high) - math.log10(low)
    return _at(low, high, range(1, 10)) if 0.5 < span < 5 else _at(low, high, (1,)) if span < 30 else []


def written(positions: Positions) -> list[str]:
    """Write the numbers at ticks, all in one way: 0.03 or 3 x 10^-2."""
    positive = [v for v in positions if v > 0]
    if all(PLAIN[0] <= v <= PLAIN[1] for v in positive):
        return [f"{v:.12g}" for v in positions]
    return [_power(v) for v in positions]


def _power(value: float) -> str:
    if value <= 0:
        return "0"
    mantissa, _, power = f"{value:.9e}".partition("e")
    digits, exponent = f"{float(mantissa):g}", int(power)
    return rf"$10^{{{exponent}}}$" if digits == "1" else rf"${digits} \times 10^{{{exponent}}}$"


def _overlap(axis: Any, renderer: Any, which: str) -> bool:
    """Tell whether two labels are nearer than they should be."""
    boxes = [label.get_window_extent(renderer) for label in axis.get_majorticklabels() if label.get_visible() and label.get_text()]
    ends = sorted((box.x0, box.x1, box.height) if which == "x" else (box.y0, box.y1, 0.5 * box.height) for box in boxes)
    return any(b[0] - a[1] < GAP * a[2] for a, b in zip(ends, ends[1:], strict=False))
