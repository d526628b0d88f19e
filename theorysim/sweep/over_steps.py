"""Gather what was kept of runs into curves against k: a quantile over trials with its intervals, and a band between two others."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from theorysim.sweep.bounds import Stated
from theorysim.sweep.choice import Choice, Dot, choose
from theorysim.sweep.lines import (
    ANY_LAW,
    MEASURED,
    Line,
    Measured,
    Place,
    intervals,
    label_of,
    labels_of,
    named,
    numbers_of,
    predicted_of,
    rate_of,
    reader,
)
from theorysim.sweep.plan import Plan, cell_of
from theorysim.sweep.schema import Figure, Page
from theorysim.sweep.statistic import said

STEPS = ("k", "calls", "oracle_calls")  # the step, how often one asks the oracle, and their product


def over_steps(
    plan: Plan, figure: Figure, page: Page, measured: Callable[[str], Measured | None], bounds: Sequence[Stated] = ()
) -> list[Line]:
    """Return the curves; raises Mistake for a figure that the points do not make, and for a quantity that is not kept."""
    known = list(dict.fromkeys(n for p in plan.points for n in p.names))
    named(figure, known, page)
    if bounds:
        page.wrong(("figure", "bound"), "bound: the bound of a statement is a count of steps, for a figure of points")
    x_of = reader(figure.x, [*known, *STEPS], page, "x")
    by = reader(figure.best_by, [*known, *MEASURED], page, "best_by") if figure.best_by else None
    labels, dots = labels_of(plan, figure), dict[Place, list[tuple[Dot, Measured]]]()
    for number, point in enumerate(plan.points):
        found = measured(point.key)
        if found is None:
            continue
        for name in figure.y:
            if found.curves is None or name not in found.curves.values:
                page.wrong(("figure", "y"), f'y: {name} is not kept along the runs; write keep = ["{name}"] above the figure')
            for q in figure.quantile:
                names = {**point.names, "y": name, "quantile": q}
                last = float(found.curves.quantile(name, q)[-1])
                order = by({**point.names, **numbers_of(found, q, point.names["steps"])}) if by else last
                ran_off = found.curves.runs - int(found.curves.finite(name)[-1])
                dot = Dot(last, order, None, names, cell_of(point.key), number, found.curves.runs, ran_off)
                dots.setdefault(labels(names), []).append((dot, found))
    made = []
    for place, here in dots.items():
        choice = choose([dot for dot, _ in here], math.nan, label_of(place[1]), figure, page)
        found = next(m for dot, m in here if dot is choice.dot)
        made.append(_line(place, choice, found, figure, page, x_of))
    beside = [(label, reader(text, [*known, *STEPS], page, "curves")) for label, text in figure.curves.items()]
    return [line for line, _ in made] + list(_formulas(beside, made))


def _line(place: Place, choice: Choice, found: Measured, figure: Figure, page: Page, x_of: Any) -> tuple[Line, list[Dot]]:
    """Return a curve, and a dot for each of its steps."""
    along, one = found.curves, choice.dot
    assert along is not None
    (panel, parts), label = place, label_of(place[1])
    name, q, random = one.names["y"], one.names["quantile"], along.runs > 1
    quantile, dots, where = along.quantile(name, q), [], []
    for i, k in enumerate(along.k.tolist()):
        names = {**one.names, "k": k, "calls": along.calls, "oracle_calls": k * along.calls}
        if math.isfinite(x_of(names)):
            where.append(i)
            dots.append(replace(one, y=float(quantile[i]), names=names))

    def at(values: Any) -> tuple[float, ...]:
        return tuple(values[where].tolist())

    xs, y = tuple(x_of(d.names) for d in dots), at(quantile)
    low, high = map(at, along.interval(name, q, figure.level)) if random else (None, None)
    band = tuple(zip(*(at(along.quantile(name, b)) for b in figure.band), strict=True)) if random and figure.band else ()
    slopes = rate_of(xs, dots, figure, predicted := predicted_of((panel, label), xs, dots, figure, page)), predicted
    words = said(figure.model_copy(update={"y": [name], "quantile": [q]}), random)
    interval = intervals(figure.level, ANY_LAW) if random else ""
    line = Line(panel, label, xs, y, low, high, *slopes, chosen=(choice,), statistic=words, parts=parts, kind="curves")
    return replace(line, band=band, interval=interval), dots


def _formulas(formulas: Sequence[tuple[str, Any]], made: Sequence[tuple[Line, list[Dot]]]) -> Iterator[Line]:
    """Return formulas over the steps of the curves of each panel, the largest where several share an x."""
    for label, y_of in formulas:
        for panel in dict.fromkeys(line.panel for line, _ in made):
            found: dict[float, float] = {}
            for line, dots in made:
                for x, dot in zip(line.x, dots, strict=True) if line.panel == panel else ():
                    if math.isfinite(y := y_of(dot.names)):
                        found[x] = max(y, found.get(x, y))
            xs = tuple(sorted(found))
            yield Line(panel, label, xs, tuple(found[x] for x in xs), None, None, None, None, True)
