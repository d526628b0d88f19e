"""Choose the one point of a line at each x, the best over some axes of the worst over others; tell where it lies in its grid."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from theorysim.results import HittingTimes
from theorysim.sweep.schema import Figure, Page

ENDS = ("smallest", "largest")


@dataclass(frozen=True)
class Dot:
    """A measured point of a line: what is drawn, what the choice goes by, and which point of the plan it is."""

    y: float
    by: float
    times: HittingTimes | None  # where y is a quantile of random times
    names: Mapping[str, Any]
    key: str
    point: int
    runs: int = 1
    failures: int = 0  # runs that did not reach
    ends: Callable[[float], tuple[float, float]] | None = None  # of y by chance, at a level
    trials: Any = None  # T of each trial in turn, where that is kept

    @property
    def order(self) -> float:
        return math.inf if math.isnan(self.by) else self.by


@dataclass(frozen=True)
class Choice:
    """The point that was chosen at x; `best` has the values over which it is the best, `ends` those of them at an end of their grid."""

    dot: Dot
    best: Mapping[str, Any] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)  # name: "smallest" or "largest"
    had: tuple[str, ...] = ()  # the names that had values to choose between


def choose(dots: Sequence[Dot], x: float, label: str, figure: Figure, page: Page) -> Choice:
    """Return the best of the worst; raises Mistake where points are left that nothing tells apart."""
    found: dict[Any, dict[Any, dict[str, Dot]]] = {}
    for dot in dots:
        over = [tuple(dot.names.get(n) for n in names) for names in (figure.best_over, figure.worst_over)]
        found.setdefault(over[0], {}).setdefault(over[1], {})[dot.key] = dot
    for worst in found.values():
        for same in worst.values():
            if len(same) > 1:
                differ = [n for n in dots[0].names if len({d.names.get(n) for d in same.values()}) > 1]
                where = f" at {figure.x} = {x:g}" if math.isfinite(x) else ""
                page.wrong(
                    ("figure",),
                    f"{len(same)} points{where} of line {label!r}, which differ in {', '.join(differ)}: "
                    "name these in lines, panels, worst_over or best_over",
                )
    worsts = {best: max((next(iter(s.values())) for s in worst.values()), key=lambda d: d.order) for best, worst in found.items()}
    best, dot = min(worsts.items(), key=lambda item: item[1].order)
    if math.isinf(dot.order):
        return Choice(dot)  # none was better than another
    names = dict(zip(figure.best_over, best, strict=True))
    ends: dict[str, str] = {}
    had: list[str] = []
    for i, (name, value) in enumerate(names.items()):
        values = sorted({other[i] for other in worsts if isinstance(other[i], float | int)})
        if len(values) < 2 or not isinstance(value, float | int):
            continue
        had.append(name)
        inside = any(d.order == dot.order and values[0] < other[i] < values[-1] for other, d in worsts.items())
        if value in (values[0], values[-1]) and not inside:
            ends[name] = ENDS[value == values[-1]]
    return Choice(dot, {n: v for n, v in names.items() if v is not None}, ends, tuple(had))


Edges = Mapping[str, Mapping[str, int]]  # of each name: how many choices there were, how many at each end


def edges(chosen: Sequence[Choice]) -> dict[str, dict[str, int]]:
    """Count how often the best value of a name lies at an end of its grid."""
    return {
        name: {"of": sum(name in c.had for c in chosen), **{end: sum(c.ends.get(name) == end for c in chosen) for end in ENDS}}
        for name in dict.fromkeys(n for c in chosen for n in c.had)
    }


def warnings(lines: Sequence[Edges]) -> Iterator[str]:
    """Tell of which names the best value lies at an end of its grid: beyond it there may be a better one."""
    for name in dict.fromkeys(n for line in lines for n in line):
        counted = [line[name] for line in lines if name in line]
        counts = {word: sum(c[word] for c in counted) for word in ("of", *ENDS)}
        which = " and ".join(f"{counts[end]} at the {end} value" for end in ENDS if counts[end])
        if which:
            on = counts["smallest"] + counts["largest"]
            yield f"{on} of {counts['of']} best {name} lie on the edge of the grid, {which}: a wider grid may change what is drawn"
