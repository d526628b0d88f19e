"""Gather hitting times into the share of runs that reached by each step: the runs of all points of a line together, failures counted."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from theorysim.measure import expected
from theorysim.results import HittingTimes
from theorysim.sweep.bounds import Stated
from theorysim.sweep.choice import Choice, Dot
from theorysim.sweep.lines import Line, Measured, Place, intervals, label_of, labels_of, named, reader
from theorysim.sweep.plan import Plan
from theorysim.sweep.schema import Figure, Page

UNIFORM = "for the whole curve (Dvoretzky, Kiefer, Wolfowitz, Massart)"


def shares(plan: Plan, figure: Figure, page: Page, measured: Callable[[str], Measured | None], bounds: Sequence[Stated] = ()) -> list[Line]:
    """Return the shares, one step function a line. Raises Mistake for what such a figure does not take."""
    known = list(dict.fromkeys(n for p in plan.points for n in p.names))
    named(figure, known, page)
    said = figure.model_fields_set
    for field in ("y", "quantile", "band", "best_over", "worst_over", "predicted", "grows_as", "curves", "bound", "compare"):
        if field in said:
            page.wrong(("figure", field), f"{field}: a figure of kind ecdf is the share of runs that reached, and has none")
    x_of = reader(figure.x, [*known, "k"], page, "x")
    labels, lines = labels_of(plan, figure), dict[Place, list[tuple[Dot, Measured]]]()
    for place, point in enumerate(plan.points):
        found = measured(point.key)
        if found is not None:
            names = {**point.names, "y": "T", "quantile": 0.5}
            dot = Dot(found.times.counts.sum() / found.times.runs, 0.0, None, names, point.key, place, found.times.runs, found.failures)
            lines.setdefault(labels(names), []).append((dot, found))
    return [_line(where, here, figure, x_of) for where, here in lines.items()]


def _line(place: Place, here: Sequence[tuple[Dot, Measured]], figure: Figure, x_of: Callable[..., float]) -> Line:
    runs = sum(dot.runs for dot, _ in here)
    seen: dict[float, int] = {}
    for dot, found in here:
        for k, count in zip([0, *found.times.times.tolist(), dot.names["steps"]], [0, *found.times.counts.tolist(), 0], strict=True):
            if math.isfinite(x := x_of({**dot.names, "k": k})):
                seen[x] = seen.get(x, 0) + count
    xs = tuple(sorted(seen))
    y = np.cumsum([seen[x] for x in xs]) / runs
    one = len({dot.key for dot, _ in here}) == 1 and runs > 1  # trials of one point are of one law
    half = math.sqrt(math.log(2 / (1 - figure.level)) / (2 * runs)) if one else 0.0
    low, high = (tuple(np.maximum(y - half, 0).tolist()), tuple(np.minimum(y + half, 1).tolist())) if one else (None, None)
    pooled = _pooled([dot for dot, _ in here])
    steps = {dot.names["steps"] for dot, _ in here}
    times, ert = _together([found.times for _, found in here]), {}
    if len(steps) == 1:
        (given,) = steps
        ends = expected.interval(times, given, figure.level) if one else (None, None)
        ert = dict(zip(("expected", "expected_low", "expected_high"), (expected.expected_time(times, given), *ends), strict=True))
    return Line(
        place[0], label_of(place[1]), xs, tuple(y.tolist()), low, high, None, None,
        chosen=tuple(Choice(dot) for dot, _ in here), kind="ecdf", parts=place[1],
        statistic=f"share of runs that reached by {figure.x}{pooled}", interval=intervals(figure.level, UNIFORM) if one else "", **ert,
    )  # fmt: skip


def _pooled(dots: Sequence[Dot]) -> str:
    """Say over what the runs of a line are taken together."""
    names = [n for n in dots[0].names if len({d.names.get(n) for d in dots}) > 1]
    return f", over all {', '.join(names)}" if names else ""


def _together(every: Sequence[HittingTimes]) -> HittingTimes:
    times, where = np.unique(np.concatenate([t.times for t in every]), return_inverse=True)
    counts = np.bincount(where, np.concatenate([t.counts for t in every]), len(times)).astype(np.int64)
    outcomes: dict[str, int] = {}
    for name, n in (item for t in every for item in t.outcomes.items()):
        outcomes[name] = outcomes.get(name, 0) + n
    return HittingTimes(times, counts, outcomes)
