"""Gather the measured points of a study into the lines of its figure, each with the rate that was fitted to it."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, get_args

import numpy as np

from theorysim.measure import expected, rates
from theorysim.measure.along import Curves
from theorysim.results import HittingTimes, RunOutcome
from theorysim.sweep.bounds import Stated, readers
from theorysim.sweep.choice import Choice, Dot, choose
from theorysim.sweep.formula import Formula, Item, Mistake, evaluate, item
from theorysim.sweep.plan import Plan, cell_of
from theorysim.sweep.schema import Figure, Page
from theorysim.sweep.statistic import said
from theorysim.sweep.values import near

OUTCOMES: tuple[str, ...] = get_args(RunOutcome)
MEASURED = ("T", "ERT", "value", "gap", "gradient_norm", "ended", "x_1", "x_2", "x_3", "x_4", *OUTCOMES)
ANY_LAW = "by order statistics, whatever the law"
Parts = tuple[tuple[str, str], ...]  # (name, text) of what tells a line from others
Place = tuple[str, Parts]  # the panel of a line, and the parts of its label
BESIDES = ("y", "quantile")  # what lines may be told apart by, besides the names of a point


@dataclass(frozen=True)
class Measured:
    """What a cell gave: hitting times, and the final numbers of trial 0 by name (None where there is none)."""

    times: HittingTimes
    final: Mapping[str, Any]
    arithmetic: str = "float64"  # or "exact": T was counted in closed form
    trials: Any = None  # T of each trial in turn, -1 where it was never reached; where that is kept
    curves: Curves | None = None  # quantities against k, where they are kept

    @property
    def times_of_trials(self) -> Any:
        """T of each trial in turn, infinite where it was never reached; None where that is not kept."""
        return None if self.trials is None else np.where(self.trials < 0, math.inf, self.trials)

    @property
    def failures(self) -> int:
        """How many trials did not reach."""
        return self.times.runs - int(self.times.counts.sum())


@dataclass(frozen=True)
class Line:
    """One line of a figure: y over x, ascending, infinite where never reached; `low`, `high` are the intervals of quantiles."""

    panel: str
    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float, ...] | None
    high: tuple[float, ...] | None
    rate: rates.Rate | None
    predicted: float | None
    curve: bool = False  # a formula, not a measurement
    chosen: tuple[Choice, ...] = ()  # what each y is of
    statistic: str = "T"  # what y is, in words
    agrees: bool | None = None  # the slope with the predicted one
    why: str = ""
    parts: Parts = ()  # what the label says, by name: (("case", "SGD"), ("Q", "Q = 10"))
    kind: str = "points"
    band: tuple[tuple[float, float], ...] = ()  # of a curve: two quantiles over trials at each x
    interval: str = ""  # what low and high are
    expected: float | None = None  # the expected running time of the runs of a share, with its interval
    expected_low: float | None = None
    expected_high: float | None = None

    @property
    def name(self) -> str:
        """What the line is called where there is no figure."""
        return ": ".join(filter(None, (self.panel, self.label))) or "all"


def lines(plan: Plan, figure: Figure, page: Page, measured: Callable[[str], Measured | None], bounds: Sequence[Stated] = ()) -> list[Line]:
    """Return the lines; `measured` returns what is known of a cell. Raises Mistake for a figure that the points do not make."""
    known = list(dict.fromkeys(n for p in plan.points for n in p.names))
    named(figure, known, page)
    x_of = reader(figure.x, known, page, "x")
    ys = [(text, reader(text, [*known, *MEASURED], page, "y")) for text in figure.y]
    by = reader(figure.best_by, [*known, *MEASURED], page, "best_by") if figure.best_by else None
    dots: dict[Place, dict[float, list[Dot]]] = {}
    labels = labels_of(plan, figure)
    for place, point in enumerate(plan.points):
        found = measured(point.key)
        if found is None:
            continue
        x = x_of(point.names)
        for text, y_of in ys:
            for q in figure.quantile:
                line = labels({**point.names, "y": text, "quantile": q})
                numbers = {**point.names, **numbers_of(found, q, point.names["steps"])}
                y = y_of(numbers)
                random, ends = _by_chance(text, found.times, q, point.names["steps"])
                names = {**point.names, "y": text, "quantile": q}
                order, counts = by(numbers) if by else y, (found.times.runs, found.failures)
                dot = Dot(y, order, random, names, point.key, place, *counts, ends, found.times_of_trials)
                dots.setdefault(line, {}).setdefault(x, []).append(dot)
    made = [_line(panel, parts, at, figure, page) for (panel, parts), at in dots.items()]
    curves = [(label, reader(text, known, page, "curves")) for label, text in figure.curves.items()]
    return made + list(_curves(plan, [*curves, *readers(bounds, known, page)], labels, x_of))


def named(figure: Figure, known: Sequence[str], page: Page) -> None:
    """Raise Mistake where lines, panels or choices go over what no point has."""
    for field in ("lines", "panels", "worst_over", "best_over"):
        for name in getattr(figure, field):
            if name not in known and not (name in BESIDES and field == "lines"):
                page.wrong(("figure", field), f"{name} names nothing; {near(name, [*known, *BESIDES])}")


def reader(text: str, known: Sequence[str], page: Page, field: str) -> Callable[[Mapping[str, Any]], float]:
    try:
        read = item(text)
    except Mistake as reason:
        page.wrong(("figure", field), f"{field}: {reason}")
    for name in read.names if isinstance(read, Formula) else ():
        if name not in known:
            page.wrong(("figure", field), f"{field}: no name {name!r}; {near(name, list(known))}")

    def value(names: Mapping[str, Any]) -> float:
        if isinstance(read, Formula) and read.text in names:
            return float(names[read.text])  # a number as it is, infinite too
        return _value(read, names)

    return value


def _value(read: Item, names: Mapping[str, Any]) -> float:
    try:
        return evaluate(read, names)
    except (Mistake, NameError):
        return math.nan  # infinite, or not known at this point: it is not drawn


def _by_chance(text: str, times: HittingTimes, q: float, steps: int) -> tuple[HittingTimes | None, Any]:
    """Return the times of which y is a quantile, and what tells the interval of y; None where chance has no part or is not known."""
    if times.runs < 2 or text not in ("T", "ERT"):
        return None, None
    return (times, partial(rates.interval, times, q)) if text == "T" else (None, partial(expected.interval, times, steps))


def numbers_of(found: Measured, q: float, steps: int) -> dict[str, float]:
    """Return what a formula may read of what was measured, with this quantile of T."""
    shares = {name: found.times.outcomes.get(name, 0) / found.times.runs for name in OUTCOMES}
    final = {k: math.nan if v is None else v for k, v in found.final.items()}
    T = float(rates.at(found.times, rates.rank(q, found.times.runs)))
    return {"T": T, "ERT": expected.expected_time(found.times, steps), **final, **shares}


def labels_of(plan: Plan, figure: Figure) -> Callable[[Mapping[str, Any]], Place]:
    """Return the panel of a point, and the parts of its label; what is the same for all points is not said."""
    counts = {n: len({p.names.get(n) for p in plan.points}) for n in (*figure.lines, *figure.panels)}
    counts |= {"y": len(figure.y), "quantile": len(figure.quantile)}

    def words(names: Mapping[str, Any], which: Sequence[str]) -> Parts:
        shown = [(n, names[n]) for n in dict.fromkeys(which) if counts[n] > 1 and n in names]
        return tuple((n, str(v) if isinstance(v, str) else f"{n.rpartition('.')[2]} = {v:g}") for n, v in shown)

    return lambda names: (", ".join(t for _, t in words(names, figure.panels)), words(names, [*figure.lines, *BESIDES]))


def _line(panel: str, parts: Parts, at: Mapping[float, list[Dot]], figure: Figure, page: Page) -> Line:
    label = label_of(parts)
    xs = sorted(x for x in at if math.isfinite(x))
    choices = tuple(choose(at[x], x, label, figure, page) for x in xs)
    chosen = [c.dot for c in choices]
    around = [d.ends(figure.level) for d in chosen if d.ends is not None]
    random = bool(chosen) and len(around) == len(chosen)
    low, high = (tuple(a for a, _ in around), tuple(b for _, b in around)) if random else (None, None)
    predicted = predicted_of((panel, label), xs, chosen, figure, page)
    slopes = rate_of(xs, chosen, figure, predicted), predicted
    one = figure.model_copy(update={"y": [chosen[0].names["y"]], "quantile": [chosen[0].names["quantile"]]}) if chosen else figure
    words = said(one, any(d.runs > 1 for d in chosen))
    interval = intervals(figure.level, "bootstrap over trials" if chosen[0].names["y"] == "ERT" else ANY_LAW) if random else ""
    y = tuple(d.y for d in chosen)
    return Line(panel, label, tuple(xs), y, low, high, *slopes, chosen=choices, statistic=words, parts=parts, interval=interval)


def label_of(parts: Parts) -> str:
    """Return the label of a line."""
    return ", ".join(text for _, text in parts)


def intervals(level: float, how: str) -> str:
    """Say what the ends of a line are."""
    return f"{100 * level:g} % intervals, {how}"


def _kept(xs: Sequence[float], chosen: Sequence[Dot], figure: Figure) -> tuple[list[float], list[Dot]]:
    """Return the stretch of a line that is fitted."""
    low, high = figure.fit or (math.inf, -math.inf)
    kept = [(x, d) for x, d in zip(xs, chosen, strict=True) if low <= x <= high]
    return [x for x, _ in kept], [d for _, d in kept]


def rate_of(xs: Sequence[float], chosen: Sequence[Dot], figure: Figure, predicted: float | None) -> rates.Rate | None:
    if figure.fit is None:
        return None
    x, dots = _kept(xs, chosen, figure)
    times = [d.times for d in dots if d.times is not None]
    if dots and len(times) == len(dots):
        return rates.rate(x, times, dots[0].names["quantile"], figure.level, predicted=predicted, trials=_shared(dots))
    return replace(rates.trend(x, [d.y for d in dots]), low=None, high=None, by="least squares")  # what is off the line is no chance


def _shared(dots: Sequence[Dot]) -> list[Any]:
    """Return T of every trial at each point, where trial i of all of them drew the same numbers."""
    alike = all(d.names.get("draws") == "common" for d in dots) or len({cell_of(d.key) for d in dots}) == 1
    trials = [d.trials for d in dots if d.trials is not None]
    return trials if alike and len(trials) == len(dots) and len({len(T) for T in trials}) == 1 else []


def predicted_of(place: tuple[str, str], xs: Sequence[float], chosen: Sequence[Dot], figure: Figure, page: Page) -> float | None:
    """Return the predicted slope of a line, by its label, one of its names, or the one for all; that of a formula is fitted to it alike."""
    if not chosen:
        return None
    names = chosen[0].names
    here = {"", place[1], *(v for v in names.values() if isinstance(v, str))}
    for key, slope in figure.predicted.items():
        if key in here:
            try:
                return evaluate(slope, names)
            except (Mistake, NameError) as reason:
                page.wrong(("figure", "predicted", key), f"{key}: {reason}")
    for key, text in figure.grows_as.items():
        if key in here:
            grows = reader(text, [n for n in names if n not in BESIDES], page, "grows_as")
            kept = [(x, grows(d.names)) for x, d in zip(*_kept(xs, chosen, figure), strict=True) if 0 < d.y < math.inf]
            return rates.trend([x for x, _ in kept], [y for _, y in kept]).slope
    return None


def drawn_as(figure: Figure, found: Sequence[Line]) -> tuple[str, str]:
    """Return what stands at the axes of a figure."""
    random = any(c.dot.runs > 1 for line in found for c in line.chosen)
    return figure.xlabel or figure.x, figure.ylabel or said(figure, random)


def _curves(plan: Plan, curves: Sequence[tuple[str, Any]], labels: Any, x_of: Any) -> Iterator[Line]:
    """Return the formulas that are drawn beside, one for each panel and each other value that they take at the same x."""
    for label, y_of in curves:
        found: dict[str, dict[float, float]] = {}
        for point in plan.points:
            x, y = x_of(point.names), y_of(point.names)
            if math.isfinite(x) and math.isfinite(y):
                at = found.setdefault(labels(point.names)[0], {})
                at[x] = max(y, at.get(x, y))
        for panel, at in found.items():
            xs = sorted(at)
            yield Line(panel, label, tuple(xs), tuple(at[x] for x in xs), None, None, None, None, True)
