"""Hold the slope of a line against the predicted one: chance explains a difference, or cannot, or there is none at work.

Of random runs p is the chance of a slope so far off, by the bootstrap; a line disagrees where p is too small for one of as many lines.
Without noise slopes agree within a tolerance, and within what the rounding of T to whole steps can do.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from theorysim.sweep.lines import Line
from theorysim.sweep.schema import Figure

ROUNDING = 1e-9  # of a slope in float64


def judged(found: Sequence[Line], figure: Figure) -> list[Line]:
    """Return the lines, each with whether it agrees with what is predicted of it, and why; None where chance may be the reason."""
    several = sum(line.rate is not None and line.rate.p is not None for line in found)
    return [line if line.predicted is None else _judged(line, figure, several) for line in found]


def _judged(line: Line, figure: Figure, several: int) -> Line:
    rate = line.rate
    if rate is None or rate.slope is None or line.predicted is None:
        return line
    off, whole = abs(rate.slope - line.predicted), ROUNDING + rounding(line)
    if off <= whole:
        return replace(line, agrees=True, why="they are the same, up to the rounding of T" if off > ROUNDING else "they are the same")
    reason = next((text for key, text in figure.reasons.items() if key in ("", line.label, *_words(line))), "")
    reason = f": {reason}" if reason else ""
    if rate.p is not None:
        if rate.p >= 1 - figure.level:
            return replace(line, agrees=True, why=f"within chance, p = {rate.p:.2g}")
        if rate.p >= (1 - figure.level) / several:
            return replace(line, why=f"p = {rate.p:.2g}: chance may explain it, of {several} lines{reason}")
        return replace(line, agrees=False, why=f"chance does not explain it, p = {rate.p:.2g} of {several} lines{reason}")
    if any(c.dot.names["trials"] > 1 for c in line.chosen):
        return replace(line, why="no interval tells what chance does here")
    if off <= figure.tolerance + whole:
        return replace(line, agrees=True, why=f"{off:.2g} apart, within the tolerance {figure.tolerance:g}; there is no noise")
    return replace(line, agrees=False, why=f"{off:.2g} apart, beyond the tolerance {figure.tolerance:g}; there is no noise{reason}")


def _words(line: Line) -> list[str]:
    return [v for v in line.chosen[0].dot.names.values() if isinstance(v, str)] if line.chosen else []


def rounding(line: Line) -> float:
    """Return how far a slope moves at most where each T is a number in (T - 1, T] that was rounded up."""
    if not line.chosen or line.chosen[0].dot.names["y"] != "T":
        return 0.0
    kept = [(math.log(x), y) for x, y in zip(line.x, line.y, strict=True) if x > 0 and 1 < y < math.inf]
    middle = sum(x for x, _ in kept) / len(kept) if kept else 0.0
    square = sum((x - middle) ** 2 for x, _ in kept)
    return sum(abs(x - middle) * -math.log1p(-1 / y) for x, y in kept) / square if square else 0.0
