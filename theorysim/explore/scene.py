"""Lay out what is drawn of runs: the function with their points, and the criterion over the steps against its bound."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from theorysim.domains import parameters
from theorysim.entries import Objective
from theorysim.explore.field import Curve, own, values_at
from theorysim.explore.subject import RUNNING, Ran, Scene
from theorysim.explore.track import BANDED, Track, band
from theorysim.measure.time_average import running_average
from theorysim.show.levels import bearers, contours
from theorysim.show.palette import INK
from theorysim.show.svg import Axis, Band, Level, Panel, Rule, Series, Shape, Steps

GRID, FINE = 37, 301  # points an axis of a plane, of a line
AWAY = 1e3  # how far points run, by the size of where they began, before the rest of them is left outside
LEVELS, COARSE = 7, 0.04
PROFILED = 12_000  # coordinates of steps that a picture holds
S, T = 0.37, 0.59  # a place within each square of the grid
SHAPES: tuple[Shape, ...] = ("circle", "triangle", "square", "cross")  # of the points of a track
LINES = ("", "dashed", "dotted", "dashed")
COLOURS = INK  # so many tracks differ in colour


def scene(tracks: Sequence[Track], panels: Sequence[Panel], notes: Sequence[str], ways: Sequence[Any], again: Callable[[], Scene]) -> Scene:
    """Return the scene of tracks; its `ways` are those that are not over."""
    told = [t.told(i % COLOURS) for i, t in enumerate(tracks)]
    return Scene(panels, [t.ran for t in tracks], notes, tracks, told, [w for w in ways if not w.ended], again)


def pins(tracks: Sequence[Track]) -> list[Track]:
    """Return tracks under the names that pinned ones have."""
    return [replace(t, ran=replace(t.ran, label=f"pinned {i}, {t.parsed.setting.method}")) for i, t in enumerate(tracks, 1)]


@np.errstate(all="ignore")
def progress(
    tracks: Sequence[Track], bound: float | None = None, says: str = "", look: str = "criterion", lower: bool = False, noise: bool = False
) -> Panel:
    """Draw the criterion of tracks over the steps, with epsilon, T and the bound of T, or the value and its average over time."""
    first = tracks[0]
    epsilon, until = first.parsed.setting.epsilon, first.parsed.setting.until
    series, rules, bands = [], [], []
    for i, t in enumerate(tracks):
        name = t.name if len(tracks) == 1 else f"{t.label}: {t.name}"
        few = SHAPES[i % len(SHAPES)] if len(t.k) <= 60 else None
        series.append(Series(t.k, t.y, name, i % COLOURS, few, thin=look == "average", dash=LINES[i % len(LINES)]))
        if look == "average" and len(t.whole.times) == int(t.k[-1]) + 1 and np.all(np.isfinite(t.whole.values)):
            mean = running_average(np.asarray(t.whole.values))[t.drawn]
            series.append(Series(t.k, mean, "mean of f(x_0), ..., f(x_k)", COLOURS - 1 if len(tracks) == 1 else i % COLOURS))
    if noise and (found := band(first, look)) is not None:
        k, (low, middle, high) = found
        bands.append(Band(k, low, high, f"0.1 to 0.9 quantile over {BANDED} runs", 0))
        series.append(Series(k, middle, "their median", 0, thin=True, dash="dotted"))
    last = max(*(float(t.k[-1]) for t in tracks), bound if bound is not None and bound < 1e12 else 1.0, 1.0)
    far = last > 60
    x_axis = Axis("step k", 0.5 if far else 0.0, 1.1 * last if far else last * 1.04, far, True)
    leveled = look == "criterion" and all(t.measured for t in tracks)
    y_axis = _axis(first.name, [*(s.y for s in series), [epsilon] * leveled], look == "criterion")
    if leveled and epsilon > 0:
        rules.append(Rule(f"\u03b5 = {epsilon:g}", y=epsilon, dash="dotted"))
    if bound is not None and math.isfinite(bound):
        rules.append(Rule(f"{'lower bound' if lower else 'bound'} of T: {bound:,.6g}", x=bound))
    for i, t in enumerate(tracks):
        if t.ran.T is not None and look == "criterion":
            series.append(Series([t.ran.T], [t.y[-1]], f"T = {t.ran.T:,}", i % COLOURS, "diamond", line=False, size=5.5))
    title = {"criterion": f"until {first.name} \u2264 {epsilon:g}" if leveled else f"{first.name}, until {until}"}
    steps = [Steps(i, np.stack([t.k, t.y], axis=1)) for i, t in enumerate(tracks)]
    return Panel(says or title.get(look, "the value, step by step"), x_axis, y_axis, series, (), bands, rules, steps, "xy")


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


@np.errstate(all="ignore")
def function(tracks: Mapping[int, Track], title: str = "") -> Panel:
    """Draw the function of the first track with the points of all: a graph, a plane with its level lines, or their coordinates.

    Tracks come with their places among all of the scene.
    """
    first = next(iter(tracks.values()))
    record, d = first.parsed.what.objective, first.points.shape[1]
    alike = {i: t for i, t in tracks.items() if t.points.shape[1] == d}
    title = title or first.parsed.setting.objective
    if d <= 2 and record.form != "vector":
        return _graph(first, alike, title) if d == 1 else _plane(first, alike, title)
    return _coordinates(first, alike, title)


def _window(tracks: Sequence[Track], axis: int) -> tuple[float, float]:
    """Return a stretch that holds the visited points, of those that run away the first ones."""
    x = np.concatenate([t.whole.points[:, axis] for t in tracks])
    begin = np.array([t.whole.points[0, axis] for t in tracks])
    size = max(float(np.max(np.abs(begin))), float(np.ptp(begin)), 1.0)
    near = x[np.isfinite(x) & (np.abs(x - begin[0]) <= AWAY * size)]
    return float(near.min(initial=begin[0])), float(near.max(initial=begin[0]))


def _steps(place: int, t: Track, at: Any, ask: Any, move: Any) -> Steps:
    return Steps(place, at, None if t.gradient is None else ask, move)


def _visited(t: Track, place: int, x: Any, y: Any, alone: bool) -> list[Series]:
    """Draw the points of a track, its start as a square and its end as a diamond."""
    colour, few = place % COLOURS, len(x) <= 120
    name = "points x_k" if alone else t.label
    found = [Series(x, y, name, colour, SHAPES[place % len(SHAPES)], thin=True, line=few, dash=LINES[place % len(LINES)], size=2.8)]
    found.append(Series(x[:1], y[:1], "start" if alone else "", colour, "square", line=False, size=5))
    if len(x) > 1 and np.isfinite(x[-1]) and np.isfinite(y[-1]):
        found.append(Series(x[-1:], y[-1:], "end" if alone else "", colour, "diamond", line=False, size=5))
    return found


def _graph(first: Track, tracks: Mapping[int, Track], title: str) -> Panel:
    record = first.parsed.what.objective
    domain = next(p.domain for p in parameters(record.value) if p.domain.role == "coordinate")
    low, high = _window(list(tracks.values()), 0)
    reach = max(high - low, 1e-12 * max(abs(low), abs(high)), 1e-300) if high > low else max(abs(low), 1.0)
    whole = math.isfinite(domain.low) and math.isfinite(domain.high) and reach > 0.1 * (domain.high - domain.low)
    low, high = (domain.low, domain.high) if whole else _inside(domain, low - 0.25 * reach, high + 0.25 * reach)
    line = np.linspace(low, high, FINE)
    beyond = np.linspace(*_inside(domain, low - (high - low), high + (high - low)), 2 * FINE)  # what zooming out shows
    line = np.union1d(line, beyond)
    f = values_at(record, own(first.parsed), [line])
    series, steps = [Series(line, f, "f", INK)], []
    inside = [f[(line >= low) & (line <= high)]]
    for i, t in tracks.items():
        x, y, following = t.points[:, 0], t.values, t.next[:, 0]
        series += _visited(t, i, x, y, len(tracks) == 1)
        heights = np.append(y[1:], np.nan)
        if len(t.k) > 1 and np.any(np.diff(t.k) > 1):  # the next point is no drawn one: its value is that of the function
            heights = np.where(np.isfinite(following), values_at(record, own(t.parsed), [following]), np.nan)
        ask = None if t.gradient is None else np.stack([x - t.gradient[:, 0], y], axis=1)
        steps.append(_steps(i, t, np.stack([x, y], axis=1), ask, np.stack([following, heights], axis=1)))
        inside.append(y[np.isfinite(y) & (x >= low) & (x <= high)])
    return Panel(title, Axis("x", low, high), _axis("f(x)", inside, False), series, (), (), (), steps, "xy")


def _inside(domain: Any, low: float, high: float) -> tuple[float, float]:
    return max(low, domain.low), min(high, domain.high)


@lru_cache(maxsize=64)
def _levels(record: Objective, own: tuple[tuple[str, float], ...], box: tuple[float, ...]) -> list[Level]:
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
    heights = sorted({float(f"{q:.2g}") for q in np.quantile(z, np.linspace(0, 1, LEVELS + 2)[1:-1])})  # round, for they are written
    lines = zip(heights, contours(x, y, z, heights), strict=True)
    return [Level(h, s, i / LEVELS) for i, (h, s) in enumerate(lines) if len(s)]


def _plane(first: Track, tracks: Mapping[int, Track], title: str) -> Panel:
    (a, b), (c, d) = _window(list(tracks.values()), 0), _window(list(tracks.values()), 1)
    least = 1e-6 * max(abs(a), abs(b), abs(c), abs(d)) or 1.0
    span = max(b - a, d - c, least) if max(b - a, d - c) > 0 else max(abs(a), abs(c), 1.0)
    reach = 2.0 ** (math.ceil(2 * math.log2(0.65 * span)) / 2)  # of few sizes: level lines are kept
    middle = [round(4 * (low + high) / 2 / reach) * reach / 4 for low, high in ((a, b), (c, d))]
    box = (middle[0] - reach, middle[0] + reach, middle[1] - reach, middle[1] + reach)
    found = _levels(first.parsed.what.objective, tuple(sorted(own(first.parsed).items())), box)
    seen = np.concatenate([t.points[np.linspace(0, len(t.points) - 1, 30).astype(int)] for t in tracks.values()])
    places = bearers([level.segments for level in found], box, seen[np.all(np.isfinite(seen), axis=1)])
    levels = [replace(level, at=at) for level, at in zip(found, places, strict=True)]
    series, steps = [], []
    for i, t in tracks.items():
        series += _visited(t, i, t.points[:, 0], t.points[:, 1], len(tracks) == 1)
        steps.append(_steps(i, t, t.points, None if t.gradient is None else t.points - t.gradient, t.next))
    names = [p.name for p in parameters(first.parsed.what.objective.value) if p.domain.role == "coordinate"]
    names = names if len(names) == 2 else ["x_1", "x_2"]
    return Panel(title, Axis(names[0], box[0], box[1]), Axis(names[1], box[2], box[3]), series, levels, (), (), steps)


def _coordinates(first: Track, tracks: Mapping[int, Track], title: str) -> Panel:
    """Draw the coordinates of the first, a middle and the last point of the first track, and of the others of the last one."""
    points, places = np.asarray(first.points), dict.fromkeys((0, len(first.points) // 2, len(first.points) - 1))
    i, looks = np.arange(1, points.shape[1] + 1), (("square", "dotted"), ("triangle", "dashed"), ("circle", ""))
    drawn = list(zip(places, looks if len(places) == 3 else looks[:: 2 if len(places) == 2 else 1], strict=False))
    names = f"{first.label}, " if len(tracks) > 1 else ""
    series = [Series(i, points[k], f"{names}step {int(first.k[k])}", 0, s, dash=dash, thin=True) for k, (s, dash) in drawn]  # type: ignore[arg-type]
    steps = []
    for place, t in tracks.items():
        if place:
            series.append(
                Series(i, t.points[-1], f"{t.label}, step {int(t.k[-1])}", place % COLOURS, SHAPES[place % len(SHAPES)], thin=True)
            )
        every = max(1, math.ceil(len(t.points) * points.shape[1] * len(tracks) / PROFILED))
        n = np.arange(len(t.points))
        kept = (n % every == 0) | (n == n[-1])
        steps.append(Steps(place, profile=np.where(kept[:, None], t.points, np.nan)))
    columns = [s.y for s in series]
    across = Axis("coordinate i", 0.5, points.shape[1] + 0.5)
    return Panel(f"{title}: the coordinates x_i", across, _axis("x_i", columns, False), series, (), (), (), steps)


def told(ran: Ran) -> str:
    """Tell T in few words."""
    if ran.T is not None:
        return f"T = {ran.T:,}"
    return f"T > {ran.steps or ran.setting.steps:,}" if ran.outcome in ("budget", RUNNING) else f"T = \u221e ({ran.outcome})"
