"""Draw panels as SVG text, in the colours of the page that shows them: made in milliseconds, for a picture that follows a slider.

Series differ in shape as well as in colour. What is drawn carries its numbers, so that a script on the page (templates/play.js) can step
through the runs, zoom, and change axes, where no kernel runs too; without it the picture stands still and nothing is missing.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from theorysim.show.palette import DARK, INK, LIGHT, variables

WIDTH, HEIGHT = 440, 290  # of a panel, in units that are pixels at full size
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 26, 38  # margins
W, H = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
MOST = 700  # points of a line, or marks, that are drawn
Shape = Literal["circle", "square", "diamond", "triangle", "cross"]
DASHES = {"": "", "dashed": ' stroke-dasharray="6 4"', "dotted": ' stroke-dasharray="1.5 3.5"'}
STYLE = f"""<style>
.theorysim{{{variables(LIGHT)};color:var(--jp-ui-font-color1,currentColor);font:12px var(--jp-ui-font-family,sans-serif)}}
[data-jp-theme-light="false"] .theorysim{{{variables(DARK)}}}
.theorysim-panels{{display:flex;flex-wrap:wrap;gap:4px 12px}}
.theorysim-panel{{flex:1 1 310px;max-width:460px;min-width:0;margin:0}}
.theorysim-panel>svg{{width:100%;height:auto;display:block;touch-action:pan-y}}
.theorysim-panel>svg:focus-visible{{outline:2px solid var(--c0)}}
.theorysim svg text{{fill:currentColor}}
.theorysim .grid{{stroke:currentColor;opacity:.12}}
.theorysim .level{{font-size:10px;paint-order:stroke;stroke:var(--jp-layout-color0,Canvas);stroke-width:3px}}
.theorysim .ask,.theorysim .move{{fill:none;stroke-width:2}}
.theorysim .move{{stroke-width:3}}
.theorysim-legend{{display:flex;flex-wrap:wrap;gap:0 14px;justify-content:center;font-size:12px;line-height:1.5}}
.theorysim-legend svg{{width:26px;height:12px;vertical-align:-1px;margin-right:4px}}
.theorysim-zoom,.theorysim-play{{display:flex;flex-wrap:wrap;gap:4px;justify-content:center;align-items:center;margin:2px 0}}
.theorysim-play{{justify-content:flex-start;margin-top:6px}}
.theorysim-play input{{flex:1 1 160px;max-width:420px;min-width:90px}}
.theorysim-zoom button,.theorysim-play button{{font:12px var(--jp-ui-font-family,sans-serif);min-width:28px;min-height:24px;padding:1px 7px;
 cursor:pointer;border-radius:3px;color:inherit;background:var(--jp-layout-color2,#8882);border:1px solid var(--jp-border-color1,#8886)}}
.theorysim-play button{{min-width:34px;min-height:30px;font-size:14px}}
.theorysim-zoom button[aria-pressed=true]{{border-color:var(--c0);box-shadow:inset 0 0 0 1px var(--c0)}}
.theorysim-zoom button:disabled{{opacity:.45;cursor:default}}
.theorysim-readout{{display:block;white-space:pre-wrap;font-size:13px;line-height:1.5;min-height:1.5em;font-variant-numeric:tabular-nums}}
</style>"""


@dataclass(frozen=True)
class Axis:
    """One axis: what it measures, from where to where, and whether by factors; `zero` where 0 is shown at the low end of these too."""

    name: str
    low: float
    high: float
    log: bool = False
    zero: bool = False

    def place(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return places from 0 to 1; NaN where a value has none, and never far beyond."""
        x = np.asarray(values, dtype=np.float64)
        with np.errstate(all="ignore"):
            ends = np.log10([self.low, self.high]) if self.log else np.array([self.low, self.high])
            if self.log:
                x = np.where(x > 0, np.log10(x), np.where((x == 0) & self.zero, ends[0], np.nan))
            placed: NDArray[np.float64] = np.clip((x - ends[0]) / (ends[1] - ends[0]), -3.0, 4.0)
        return placed

    def ticks(self) -> list[tuple[float, str]]:
        """Return round values within the axis, with their labels."""
        if self.log:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            every = max(1, -(-(last - first + 1) // 6))
            found = [10.0**k for k in range(first, last + 1, every)]
            if len(found) < 3:  # few decades: parts of them too
                found = [v for k in range(first - 1, last + 1) for m in (1, 2, 5) if self.low <= (v := m * 10.0**k) <= self.high]
            return [(v, f"{v:g}") for v in (found if len(found) > 1 else [self.low, self.high])]
        step = 10.0 ** math.floor(math.log10((self.high - self.low) / 4))
        step *= next(m for m in (1, 2, 5, 10) if (self.high - self.low) / (m * step) <= 6)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [(k * step, f"{k * step:.6g}") for k in range(first, last + 1)]


@dataclass(frozen=True, eq=False)
class Series:
    """Points (x, y), of shape (n,): a line, marks of a shape, or both. NaN breaks a line."""

    x: Any
    y: Any
    label: str = ""
    colour: int = 0  # 0 to INK
    shape: Shape | None = None
    line: bool = True
    dash: str = ""
    thin: bool = False
    size: float = 3.5


@dataclass(frozen=True, eq=False)
class Band:
    """What lies between two curves over x, each of shape (n,)."""

    x: Any
    low: Any
    high: Any
    label: str = ""
    colour: int = 0


@dataclass(frozen=True)
class Rule:
    """A straight line through the whole panel: upright at x, or level at y."""

    label: str
    x: float | None = None
    y: float | None = None
    colour: int = INK
    dash: str = "dashed"


@dataclass(frozen=True, eq=False)
class Level:
    """A level line: segments (x1, y1, x2, y2) of shape (n, 4), its value, and where that is written; `strength` is from 0 to 1."""

    value: float
    segments: NDArray[np.float64]
    strength: float = 0.5
    at: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Steps:
    """Where a panel shows each drawn step of a track: `at`, (n, 2), with an arrow to what the gradient asks and one to the next point.

    Of many coordinates, `profile`, (n, d), all of them; a row of NaN is not shown.
    """

    track: int  # its place among the tracks of the picture
    at: Any = None
    ask: Any = None
    move: Any = None
    profile: Any = None


@dataclass(frozen=True)
class Told:
    """A track of the picture in words: what is said of each drawn step."""

    label: str
    colour: int
    k: Sequence[int]
    says: Sequence[str]


@dataclass(frozen=True, eq=False)
class Panel:
    """Axes with what is drawn between them; `logs` are the axes that a reader may turn to logarithmic ones, and back."""

    title: str
    x: Axis
    y: Axis
    series: Sequence[Series] = ()
    levels: Sequence[Level] = ()
    bands: Sequence[Band] = ()
    rules: Sequence[Rule] = ()
    steps: Sequence[Steps] = ()
    logs: str = ""


@cache
def _script() -> str:
    text = Path(__file__).with_name("templates").joinpath("play.js").read_text(encoding="utf-8")
    return escape(f"(function(me){{{text}}})(this)")


def picture(panels: Sequence[Panel], says: str, told: Sequence[Told] = ()) -> str:
    """Return the panels as HTML, beside each other where there is room; `says` is what a reader hears who does not see it."""
    words = json.dumps([{"label": t.label, "colour": t.colour, "k": [int(k) for k in t.k], "says": list(t.says)} for t in told])
    drawn = "".join(_panel(p, f"{says}: {p.title}") for p in panels)
    # text that is set on a page runs no script; an image that does not load starts one
    begun = f'<img hidden alt="" src="data:," onerror="{_script()}">'
    return f'<div class="theorysim-panels" data-tracks="{escape(words)}">{drawn}</div>{begun}'


def _panel(panel: Panel, says: str) -> str:
    axes = {name: {"low": a.low, "high": a.high, "log": a.log, "zero": a.zero} for name, a in (("x", panel.x), ("y", panel.y))}
    steps = [{"track": s.track} | {k: _rows(v) for k in ("at", "ask", "move", "profile") if (v := getattr(s, k)) is not None}
             for s in panel.steps]  # fmt: skip
    size = {"width": WIDTH, "left": LEFT, "top": TOP, "w": W, "h": H}
    data = escape(json.dumps({**axes, **size, "key": panel.title, "logs": list(panel.logs), "steps": steps}, separators=(",", ":")))
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" tabindex="0"'
    svg = f'{picture} aria-label="{escape(says)}" data-panel="{data}">{"".join(_drawn(panel))}</svg>'
    return f'<figure class="theorysim-panel">{svg}<figcaption class="theorysim-legend">{"".join(_legend(panel))}</figcaption></figure>'


def _rows(values: Any) -> list[Any]:
    rows = np.asarray(values, dtype=np.float64)
    there: Any = np.all(np.isfinite(rows), axis=1)
    return [[float(f"{x:.6g}") for x in row] if ok else None for row, ok in zip(rows.tolist(), there.tolist(), strict=True)]


def _number(x: float) -> float | None:
    return float(f"{x:.6g}") if math.isfinite(x) else None


def _data(*columns: Any) -> str:
    return json.dumps([[_number(x) for x in np.asarray(column).tolist()] for column in columns], separators=(",", ":"))


def _drawn(panel: Panel) -> Iterator[str]:
    yield f'<text x="{LEFT + W / 2:.0f}" y="16" text-anchor="middle" font-weight="600">{escape(panel.title)}</text><g class="ticks">'
    for value, label in panel.x.ticks():
        x = LEFT + W * float(panel.x.place(value))
        yield f'<path d="M{x:.1f} {TOP}v{H}" class="grid"/>'
        yield f'<text x="{x:.1f}" y="{TOP + H + 15}" text-anchor="middle" font-size="11">{label}</text>'
    for value, label in panel.y.ticks():
        y = TOP + H * (1 - float(panel.y.place(value)))
        yield f'<path d="M{LEFT} {y:.1f}h{W}" class="grid"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" font-size="11">{label}</text>'
    yield f'</g><rect x="{LEFT}" y="{TOP}" width="{W}" height="{H}" fill="none" stroke="currentColor" opacity=".35"/>'
    yield f'<text x="{LEFT + W / 2:.0f}" y="{TOP + H + 31}" text-anchor="middle">{escape(panel.x.name)}</text>'
    yield f'<text transform="translate(13 {TOP + H / 2:.0f}) rotate(-90)" text-anchor="middle">{escape(panel.y.name)}</text>'
    yield f'<svg x="{LEFT}" y="{TOP}" width="{W}" height="{H}" style="width:{W}px;max-width:none;overflow:hidden">'
    for level in panel.levels:
        yield from _level(level, panel)
    for band in panel.bands:
        yield from _band(band, panel)
    for rule in panel.rules:
        if rule.y is not None:
            d = f"M0 {H * (1 - float(panel.y.place(rule.y))):.1f}h{W}"
        else:
            d = f"M{W * float(panel.x.place(rule.x or 0.0)):.1f} 0v{H}"
        yield f'<path data-kind="rule" data-xy="{json.dumps([rule.x, rule.y])}" d="{d}" {_stroke(rule.colour, 1.6, rule.dash)}/>'
    for series in panel.series:
        yield from _series(series, panel)
    yield '<g class="now"></g></svg>'


def _stroke(colour: int, width: float, dash: str) -> str:
    return f'fill="none" stroke="var(--c{colour})" stroke-width="{width}"{DASHES[dash]}'


def _level(level: Level, panel: Panel) -> Iterator[str]:
    s = level.segments
    ends = [panel.x.place(s[:, 0]), panel.y.place(s[:, 1]), panel.x.place(s[:, 2]), panel.y.place(s[:, 3])]
    steps = zip(W * ends[0], H * (1 - ends[1]), W * ends[2], H * (1 - ends[3]), strict=True)
    path = "".join(f"M{a:.1f} {b:.1f}l{c - a:.1f} {d - b:.1f}" for a, b, c, d in steps)
    look = f'stroke="currentColor" opacity="{0.15 + 0.4 * level.strength:.2f}" fill="none" vector-effect="non-scaling-stroke"'
    yield f'<path class="affine" d="{path}" {look}/>'
    if level.at:
        x, y = W * float(panel.x.place(level.at[0])), H * (1 - float(panel.y.place(level.at[1])))
        place = json.dumps([_number(v) for v in level.at])
        yield f'<text class="level" data-xy="{place}" x="{x:.1f}" y="{y:.1f}" text-anchor="middle" dy="3">{level.value:.4g}</text>'


def _band(band: Band, panel: Panel) -> Iterator[str]:
    kept = _thinned(len(band.x))
    x, low, high = (np.asarray(c, dtype=np.float64)[kept] for c in (band.x, band.low, band.high))
    least = panel.y.low if panel.y.log else -math.inf
    data = (x, np.clip(low, least, 1e300), np.clip(high, least, 1e300))
    edge = [H * (1 - panel.y.place(c)) for c in data[1:]]
    across = W * panel.x.place(x)
    points = [*zip(across, edge[0], strict=True), *zip(across[::-1], edge[1][::-1], strict=True)]
    path = "L".join(f"{a:.1f} {b:.1f}" for a, b in points if math.isfinite(a) and math.isfinite(b))
    look = f'fill="var(--c{band.colour})" fill-opacity=".18" stroke="none"'
    yield f'<path data-kind="area" data-xy="{_data(*data)}" d="{f"M{path}Z" if path else ""}" {look}/>'


def _thinned(n: int) -> Any:
    return np.arange(n) if n <= MOST else np.unique(np.linspace(0, n - 1, MOST).astype(int))


def _series(series: Series, panel: Panel) -> Iterator[str]:
    given = np.atleast_1d(np.asarray(series.x, dtype=np.float64)), np.atleast_1d(np.asarray(series.y, dtype=np.float64))
    kept = _thinned(len(given[0]))
    x, y = W * panel.x.place(given[0][kept]), H * (1 - panel.y.place(given[1][kept]))
    there, data = np.isfinite(x) & np.isfinite(y), _data(*(c[kept] for c in given))
    if series.line:
        pen = ("M" if not i or not there[i - 1] else "L" for i in range(len(x)))
        path = "".join(f"{p}{a:.1f} {b:.1f}" for p, a, b, ok in zip(pen, x, y, there, strict=True) if ok)
        yield f'<path data-kind="line" data-xy="{data}" d="{path}" {_stroke(series.colour, 0.8 if series.thin else 2, series.dash)}/>'
    if series.shape:
        stamp = _stamp(series.shape, series.size)
        marks = "".join(f"M{a:.1f} {b:.1f}{stamp}" for a, b in zip(x[there], y[there], strict=True))
        yield f'<path data-kind="mark" data-stamp="{stamp}" data-xy="{data}" d="{marks}" {_filled(series)}/>'


def _filled(series: Series) -> str:
    colour = f"var(--c{series.colour})"
    return f'fill="{"none" if series.shape == "cross" else colour}" fill-opacity=".75" stroke="{colour}" stroke-width="1.3"'


def _stamp(shape: Shape, r: float) -> str:
    """Return the path of a mark from its middle."""
    s = 1.4 * r
    return {
        "circle": f"m{-r:g} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0",
        "square": f"m{-r:g} {-r:g}h{2 * r}v{2 * r}h{-2 * r}z",
        "diamond": f"m0 {-s:.1f}l{s:.1f} {s:.1f}l{-s:.1f} {s:.1f}l{-s:.1f} {-s:.1f}z",
        "triangle": f"m0 {-1.3 * r:.1f}l{1.2 * r:.1f} {2.2 * r:.1f}h{-2.4 * r:.1f}z",
        "cross": f"m{-r:g} {-r:g}l{2 * r} {2 * r}m{-2 * r} 0l{2 * r} {-2 * r}",
    }[shape]


def _legend(panel: Panel) -> Iterator[str]:
    """Show each thing as it is drawn, with its name; of lines with values, that they have them."""
    for s in panel.series:
        line = f'<path d="M1 6h24" {_stroke(s.colour, 0.8 if s.thin else 2, s.dash)}/>' if s.line else ""
        mark = f'<path d="M13 6{_stamp(s.shape, min(s.size, 4))}" {_filled(s)}/>' if s.shape else ""
        yield from _entry(line + mark, s.label)
    for band in panel.bands:
        yield from _entry(f'<path d="M1 1h24v10h-24z" fill="var(--c{band.colour})" fill-opacity=".25"/>', band.label)
    for rule in panel.rules:
        yield from _entry(f'<path d="{"M1 6h24" if rule.x is None else "M13 0v12"}" {_stroke(rule.colour, 1.6, rule.dash)}/>', rule.label)
    if panel.levels:
        yield from _entry('<path d="M1 6h24" stroke="currentColor" opacity=".4"/>', "level lines, with their values")
    if any(s.ask is not None for s in panel.steps):
        asks = "\u2212\u2207f(x_k), dashed where cut"
        yield from _entry(f'<path d="{ARROW}" fill="none" stroke="currentColor" stroke-width="2"/>', asks, " hidden")
    if any(s.move is not None for s in panel.steps):
        stroke = f'stroke="var(--c{panel.steps[0].track % INK})" stroke-width="3"'
        yield from _entry(f'<path d="{ARROW}" fill="none" {stroke}/>', "the move x_{k+1} \u2212 x_k", " hidden")
    if any(s.profile is not None for s in panel.steps):
        yield from _entry('<path d="M1 6h24" stroke="var(--c0)" stroke-width="3"/>', "the step below", " hidden")


ARROW = "M2 6h20m-6 -4l6 4l-6 4"


def _entry(sample: str, label: str, hidden: str = "") -> Iterator[str]:
    """Write one entry; a hidden one is of what only the script draws, which shows it."""
    if label:
        yield f'<span{hidden}><svg viewBox="0 0 26 12" aria-hidden="true">{sample}</svg>{escape(label)}</span>'
