"""Run a setting and draw it: the function with its iterates, and the criterion against its bound over the steps."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.commands.run import SHOWN, of_many, simulate, simulate_many
from theorysim.domains import parameters
from theorysim.entries import Objective, Plain
from theorysim.explore.subject import TRIALS, Ran
from theorysim.measure.time_average import running_average
from theorysim.readings import arrays
from theorysim.results import Trajectory
from theorysim.settings import Parsed
from theorysim.show.svg import Axis, Panel, Series, contours

FULL = 3000  # steps at most of which every one is drawn
WORK = 5_000_000  # coordinates times steps of many runs, at most: less than 0.1 s
PILOT = 50  # so many runs tell how long a thousand are
GRID, FINE = 37, 301  # points an axis of a plane, of a line
FAR = 8.0  # how far beyond the start, in units of its size, iterates are shown
LEVELS, COARSE = 7, 0.04
S, T = 0.37, 0.59  # a place within each square of the grid
Curve = NDArray[np.float64]


def run(parsed: Parsed, label: str = "") -> tuple[Ran, Trajectory]:
    """Run as `theorysim run` does, then once more with a trace up to where it stopped. Raises Usage."""
    found = simulate(parsed)
    short = replace(parsed, setting=replace(parsed.setting, steps=min(parsed.setting.steps, found.steps)))
    traced = simulate(short, "full" if found.steps <= FULL else "log")
    return Ran(label, parsed.setting, found.T, found.outcome, found.gradient_norm, found.gap), traced


def many(parsed: Parsed, ran: Ran) -> str:
    """Describe the quantiles of T over many runs of a random method; nothing where they would hold up a slider."""
    s = parsed.setting
    size = s.dimension or len(s.start or "x")
    if isinstance(parsed.what.method, Plain) or (ran.T or s.steps) * size * PILOT > WORK:
        return ""
    few = simulate_many(replace(parsed, setting=replace(s, steps=min(s.steps, WORK // PILOT // size))), PILOT)
    steps = int(np.dot(few.times, few.counts)) + (PILOT - int(few.counts.sum())) * s.steps
    if steps * size * (TRIALS // PILOT) > WORK:
        return ""
    found = simulate_many(parsed, TRIALS)
    return of_many({q: found.quantile(q) for q in SHOWN}, TRIALS, found.outcomes)


def criterion(parsed: Parsed, traced: Trajectory) -> tuple[str, Curve]:
    """Return the criterion at each traced step, with its name; the gradient norm where a trace does not show it."""
    asked = {p.name for p in parameters(parsed.what.criterion.body)}
    floor = traced.value - traced.gap
    known = {"g_norm": traced.gradient_norms, "value": traced.values, "minimum": np.full(len(traced.times), floor)}
    if asked <= set(known):
        (found,) = arrays.evaluate(parsed.what.criterion.body, {n: known[n] for n in asked})
        return parsed.setting.until.replace("_", " "), found
    if "done" in asked or isinstance(parsed.what.method, Plain):
        return "gradient norm", np.asarray(traced.gradient_norms)
    return parsed.setting.until.replace("_", " "), _asked(parsed, traced)


def _asked(parsed: Parsed, traced: Trajectory) -> Curve:
    """Ask the compiled driver for the criterion at each point, without a step."""
    from theorysim.simulate.run import drivers_of, settled, state_at
    from theorysim.simulate.streams import keys

    values = settled(parsed.what.known, dict(parsed.setting.parameters))
    drivers = drivers_of(parsed.what, len(traced.x), values)
    p = np.array([float(values[name]) for name in drivers.plan.parameters])
    found, out, key = np.zeros(len(traced.times)), np.zeros(4), keys(0, 0, [0])[0]
    for i, point in enumerate(traced.points):
        drivers.scalar(state_at(drivers, point), p, key, 0.0, 0, 0, out)
        found[i] = out[2]
    return found


def progress(
    parsed: Parsed, traced: Trajectory, ran: Ran, bound: float | None = None, says: str = "", look: str = "criterion", lower: bool = False
) -> Panel:
    """Draw the criterion over the steps, with epsilon, T and the bound of T, or the value and its average over time."""
    epsilon = parsed.setting.epsilon
    if look == "criterion":
        name, y = criterion(parsed, traced)
        series = [Series(traced.times, y, name, 0, "circle" if len(y) <= 60 else None)]
        measured = name == parsed.setting.until.replace("_", " ")
        levels = [epsilon] if epsilon > 0 and measured else []
        title = f"until {name} \u2264 {epsilon:g}" if measured else f"{name}, until {parsed.setting.until}"
    else:
        y, levels = np.asarray(traced.values), []
        name, title = "f(x_k)", "the value, step by step"
        series = [Series(traced.times, y, "f(x_k)", 0, "circle" if len(y) <= 60 else None, thin=look == "average")]
        if look == "average" and len(y) == int(traced.times[-1]) + 1 and np.all(np.isfinite(y)):
            series.append(Series(traced.times, running_average(y), "mean of f(x_0), ..., f(x_k)", 1))
    last = max(float(traced.times[-1]), bound if bound is not None and bound < 1e12 else 1.0, 1.0)
    far = last > 60
    x_axis = Axis("step k", 0.5 if far else 0.0, 1.1 * last if far else last * 1.04, far)
    y_axis = _axis(name, [*(s.y for s in series), levels], look == "criterion")
    series = [replace(s, x=np.maximum(s.x, 0.5)) if far else s for s in series]
    ends = [y_axis.low, y_axis.high]
    if levels:
        series.append(Series([x_axis.low, x_axis.high], [epsilon] * 2, "\u03b5", 4, dash="dashed"))
    if bound is not None and math.isfinite(bound):
        words = f"{'lower bound' if lower else 'bound'} of T: {bound:,.6g}"
        series.append(Series([max(bound, x_axis.low)] * 2, ends, words, 1, dash="dashed"))
    if ran.T is not None and look == "criterion":
        series.append(Series([max(ran.T, x_axis.low)], [y[-1]], f"T = {ran.T}", 2, "diamond", line=False, size=5))
    return Panel(says or title, x_axis, y_axis, series)


def _axis(name: str, columns: Sequence[Any], log: bool) -> Axis:
    y = np.concatenate([np.ravel(np.asarray(c, dtype=np.float64)) for c in columns])
    y = y[np.isfinite(y) & (np.abs(y) < 1e200)]
    if not y.size:
        return Axis(name, 0, 1)
    positive = y[y > 0]
    if log and positive.size and positive.size >= 0.8 * y.size and positive.max() > 3 * positive.min():
        low = max(float(positive.min()), float(positive.max()) * 1e-30)
        return Axis(name, low / 1.8, float(positive.max()) * 1.8, True)
    return Axis(name, *_wider(float(y.min()), float(y.max())))


def _wider(low: float, high: float, share: float = 0.06) -> tuple[float, float]:
    more = share * (high - low) or max(abs(high) * 0.1, 0.1)
    return low - more, high + more


def function(parsed: Parsed, traced: Trajectory, title: str = "") -> Panel:
    """Draw the function with the iterates: a graph, a plane with its level lines, or the coordinates of the last point."""
    record = parsed.what.objective
    d = len(traced.x)
    if d == 1 and record.form != "vector":
        return _graph(parsed, traced, title)
    if d == 2 and record.form != "vector":
        return _plane(parsed, traced, title)
    return _coordinates(traced, title)


def values_at(record: Objective, own: Mapping[str, float], columns: Sequence[Any]) -> Curve:
    """Return the values of an objective at points, columns of shape (n,); of a finite sum, the mean of its parts."""
    wanted = parameters(record.value)
    named = [p.name for p in wanted if p.domain.role == "coordinate"]
    if record.form == "sum":
        return _summed(record, own, columns)
    known: dict[str, Any] = dict(zip(named, columns, strict=True))
    known |= {p.name: own[f"objective.{p.name}"] for p in wanted if not p.domain.supplied}
    part = next((p.name for p in wanted if p.domain.role == "part"), None)
    if part is None:
        return arrays.evaluate(record.value, known)[0]
    return np.asarray(sum(arrays.evaluate(record.value, known | {part: k})[0] for k in range(record.parts)) / record.parts)


def _summed(record: Objective, own: Mapping[str, float], columns: Sequence[Any]) -> Curve:
    total, d = np.zeros(len(columns[0])), len(columns)
    zero = np.zeros(len(columns[0]))
    for i, column in enumerate(columns):
        about = {"coordinate": column, "left": columns[i - 1] if i else zero, "right": columns[i + 1] if i < d - 1 else zero}
        about |= {"index": i + 1, "dimension": d}
        known = {p.name: about[p.domain.role] if p.domain.supplied else own[f"objective.{p.name}"] for p in parameters(record.value)}
        total = total + arrays.evaluate(record.value, known)[0]
    return total


def _own(parsed: Parsed) -> dict[str, float]:
    defaults = {f"objective.{p.name}": p.default for p in parsed.what.objective.parameters}
    return {k: float(v) for k, v in (defaults | dict(parsed.setting.parameters)).items() if v is not None and k.startswith("objective.")}


def _window(points: Any, least: float = 0.0) -> tuple[float, float]:
    """Return a stretch that holds the points, unless they run away."""
    x = points[np.isfinite(points)]
    size = max(abs(float(points[0])), float(np.median(np.abs(x - points[0]))) if x.size else 0.0, 1e-9)
    size = min(size, FAR * max(abs(float(points[0])), 1.0))
    near = x[np.abs(x) <= FAR * size + least]
    low, high = float(near.min(initial=float(points[0]))), float(near.max(initial=float(points[0])))
    reach = max(high - low, 0.25 * size, least)
    middle = (low + high) / 2
    return middle - 0.62 * reach, middle + 0.62 * reach


def _shown(traced: Trajectory) -> Any:
    n = len(traced.times)
    return np.arange(n) if n <= 200 else np.unique(np.linspace(0, n - 1, 200).astype(int))


def _graph(parsed: Parsed, traced: Trajectory, title: str) -> Panel:
    (x,) = traced.points.T
    domain = next(p.domain for p in parameters(parsed.what.objective.value) if p.domain.role == "coordinate")
    low, high = _window(x, 2.0 if math.isinf(domain.low) else 0.0)
    low, high = max(low, domain.low), min(high, domain.high)
    if math.isfinite(domain.low) and math.isfinite(domain.high):
        low, high = domain.low, domain.high
    line = np.linspace(low, high, FINE)
    f = values_at(parsed.what.objective, _own(parsed), [line])
    seen = _shown(traced)
    series = [Series(line, f, "f", 4), Series(x[seen], traced.values[seen], "iterates", 0, "circle", thin=True, line=len(seen) <= 60)]
    series.append(Series(x[:1], traced.values[:1], "start", 1, "square", line=False, size=4.5))
    if np.isfinite(traced.x[0]) and len(x) > 1:
        series.append(Series([traced.x[0]], [traced.value], "end", 2, "diamond", line=False, size=4.5))
    inside = traced.values[np.isfinite(traced.values) & (x >= low) & (x <= high)]
    return Panel(title or parsed.setting.objective, Axis("x", low, high), _axis("f(x)", [f, inside], False), series)


@lru_cache(maxsize=64)
def _levels(record: Objective, own: tuple[tuple[str, float], ...], box: tuple[float, ...]) -> list[tuple[float, Any]]:
    x, y = np.linspace(box[0], box[1], GRID), np.linspace(box[2], box[3], GRID)

    def heights_at(x: Curve, y: Curve) -> Curve:
        X, Y = np.meshgrid(x, y)
        return values_at(record, dict(own), [X.ravel(), Y.ravel()]).reshape(X.shape)

    z, between = heights_at(x, y), heights_at(*(c[:-1] + s * (c[1] - c[0]) for c, s in ((x, S), (y, T))))
    if not np.all(np.isfinite(z)) or z.max() == z.min():
        return []
    guessed = (1 - T) * ((1 - S) * z[:-1, :-1] + S * z[:-1, 1:]) + T * ((1 - S) * z[1:, :-1] + S * z[1:, 1:])
    if np.mean(np.abs(between - guessed)) > COARSE * (z.max() - z.min()):
        return []  # waves as fine as the grid: lines would show what is not there
    heights = np.quantile(z, np.linspace(0, 1, LEVELS + 2)[1:-1])
    return [(i / LEVELS, s) for i, s in enumerate(contours(x, y, z, list(heights)))]


def _plane(parsed: Parsed, traced: Trajectory, title: str) -> Panel:
    x, y = traced.points.T
    (a, b), (c, d) = _window(x, 2.0), _window(y, 2.0)
    reach = 2.0 ** (math.ceil(2 * math.log2(max(b - a, d - c) / 2)) / 2)  # of few sizes: level lines are kept
    middle = [round(2 * (low + high) / 2 / reach) * reach / 2 for low, high in ((a, b), (c, d))]
    box = (middle[0] - reach, middle[0] + reach, middle[1] - reach, middle[1] + reach)
    seen = _shown(traced)
    series = [Series(x[seen], y[seen], "iterates", 0, "circle", thin=True, line=len(seen) <= 60)]
    series += [Series(x[:1], y[:1], "start", 1, "square", line=False, size=4.5)]
    if len(x) > 1:
        series.append(Series([traced.x[0]], [traced.x[1]], "end", 2, "diamond", line=False, size=4.5))
    names = [p.name for p in parameters(parsed.what.objective.value) if p.domain.role == "coordinate"]
    names = names if len(names) == 2 else ["x_1", "x_2"]
    levels = _levels(parsed.what.objective, tuple(sorted(_own(parsed).items())), box)
    return Panel(title or parsed.setting.objective, Axis(names[0], box[0], box[1]), Axis(names[1], box[2], box[3]), series, levels)


def _coordinates(traced: Trajectory, title: str) -> Panel:
    last, first = np.asarray(traced.points[-1]), np.asarray(traced.points[0])
    i = np.arange(1, len(last) + 1)
    middle = np.asarray(traced.points[len(traced.points) // 2])
    names = [f"step {int(traced.times[k])}" for k in (0, len(traced.points) // 2, -1)]
    series = [Series(i, first, names[0], 1, "square", thin=True)]
    if len(traced.points) > 2:
        series.append(Series(i, middle, names[1], 2, "triangle", thin=True))
    if len(traced.points) > 1:
        series.append(Series(i, last, names[2], 0, "circle", thin=True))
    across = Axis("coordinate i", 0.5, len(last) + 0.5)
    return Panel(title or "the coordinates x_i", across, _axis("x_i", [first, middle, last], False), series)
