"""T against one number: what the page runs, at values over the whole slider, within a budget."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np

from theorysim.explore.aside import Left
from theorysim.explore.scene import LINES, SHAPES
from theorysim.explore.subject import RUNNING, Knob, Ran, Subject
from theorysim.settings import Usage
from theorysim.show.palette import INK
from theorysim.show.svg import Axis, Panel, Rule, Series

POINTS, SECONDS = 25, 0.25  # values, and for how long each may run
REFUSED = (Usage, ValueError, TypeError, ArithmeticError)  # what a run that makes no sense raises


@dataclass(frozen=True)
class Point:
    """One value: the runs there, none where it cannot be run, and the bound of the statement."""

    x: float
    runs: Sequence[Ran] = ()
    bound: float | None = None


@dataclass
class Against:
    """T over the values of a knob, filled point by point."""

    subject: Subject
    knob: Knob
    points: list[Point] = field(default_factory=list)

    def values(self) -> list[float]:
        """Return the values, ascending; few for an integer of few."""
        return sorted({self.knob.at(i / (POINTS - 1)) for i in range(POINTS)})

    def fill(self, left: Left, shown: Callable[[], None]) -> None:
        """Run every value, coarsely first; `shown` is called after each eight."""
        values = self.values()
        for i, place in enumerate(j for first in (0, 4, 2, 6, 1, 3, 5, 7) for j in range(first, len(values), 8)):
            if left():
                return
            self.points.append(self._at(values[place], left))
            if i % 8 == 7:
                shown()
        shown()

    def _at(self, x: float, left: Left) -> Point:
        until = perf_counter() + SECONDS
        try:
            turned: Subject = self.subject.turn(self.knob.name, x)
            return Point(x, turned.times(lambda k: left() or perf_counter() > until), turned.allowed())
        except REFUSED:
            return Point(x)

    def panel(self, label: str) -> Panel:
        """Draw T where it was reached, and a cross on the upper edge where it was not."""
        points = sorted(self.points, key=lambda p: p.x)
        times = [r.T for p in points for r in p.runs if r.T is not None]
        bounds = [p.bound for p in points if p.bound is not None and 0 < p.bound < 1e15]
        low, high = min([max(t, 1) for t in times] + bounds, default=1), max(times + bounds, default=10)
        y = Axis("T", 0.7 * low, max(2.2 * high, 4 * low), True, True)
        top = float(y.low * (y.high / y.low) ** 0.94)
        series = [s for i in range(max((len(p.runs) for p in points), default=0)) for s in _of_run(points, i, top)]
        if bounds:
            there = [p for p in points if p.bound is not None]
            series.append(Series([p.x for p in there], [p.bound for p in there], "bound of T", INK, dash="dashed"))
        refused = [p.x for p in points if not p.runs]
        if refused:
            series.append(Series(refused, [top] * len(refused), "cannot be run", INK, "cross", line=False))
        k = self.knob
        x = Axis(label, k.low, k.high, True) if k.log else Axis(label, k.low, k.high if k.high > k.low else k.low + 1)
        return Panel(f"T against {label}", x, y, series, rules=(Rule("now", x=k.value, dash="dotted"),), logs="y")


def _of_run(points: Sequence[Point], i: int, top: float) -> Iterator[Series]:
    runs = [(p.x, p.runs[i]) for p in points if len(p.runs) > i]
    label, colour = runs[0][1].label, i % INK
    T: Any = [np.nan if r.T is None else float(r.T) for _, r in runs]
    yield Series([x for x, _ in runs], T, f"T of {label}" if label else "T", colour, SHAPES[i % len(SHAPES)], dash=LINES[i % len(LINES)])
    for words, cut in (("not reached", False), ("not reached in the time that it had here", True)):
        there = [x for x, r in runs if r.T is None and (r.outcome == RUNNING) == cut]
        if there:
            names = f"{words}: {label}" if label else words
            yield Series(there, [top] * len(there), names, colour, "triangle" if cut else "cross", line=False, size=4)
