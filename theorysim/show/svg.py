"""Draw panels as SVG text, in the colours of the page that shows them: made in milliseconds, for a picture that follows a slider.

Series differ in shape as well as in colour; the colours are those of Okabe and Ito, lighter ones on a dark page.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

WIDTH, HEIGHT = 440, 320  # of a panel, in units that are pixels at full size
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 26, 64  # margins
MOST = 400  # points of a line, or marks, that are drawn
CHARACTER = 6.3  # the width of one, about, at this size
Shape = Literal["circle", "square", "diamond", "triangle", "cross"]
DASHES = {"": "", "dashed": ' stroke-dasharray="6 4"', "dotted": ' stroke-dasharray="1.5 3.5"'}
STYLE = """<style>
.theorysim{--c0:#0072b2;--c1:#d55e00;--c2:#009e73;--c3:#cc79a7;--c4:currentColor;color:var(--jp-ui-font-color1,currentColor)}
[data-jp-theme-light="false"] .theorysim{--c0:#56b4e9;--c1:#e69f00;--c2:#2fd3a2;--c3:#e5a3c8}
.theorysim svg{font:12px var(--jp-ui-font-family,sans-serif);width:100%;height:auto;display:block}
.theorysim svg text{fill:currentColor}
</style>"""


@dataclass(frozen=True)
class Axis:
    """One axis: what it measures, from where to where, and whether by factors."""

    name: str
    low: float
    high: float
    log: bool = False

    def place(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return places from 0 to 1; NaN where a value has none, and never far beyond."""
        x = np.asarray(values, dtype=np.float64)
        with np.errstate(all="ignore"):
            ends = np.log10([self.low, self.high]) if self.log else np.array([self.low, self.high])
            x = np.where(x > 0, np.log10(x), np.nan) if self.log else x
            placed: NDArray[np.float64] = np.clip((x - ends[0]) / (ends[1] - ends[0]), -3.0, 4.0)
        return placed

    def ticks(self) -> list[tuple[float, str]]:
        """Return round values within the axis, with their labels."""
        if self.log:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            every = max(1, -(-(last - first + 1) // 6))
            found = [10.0**k for k in range(first, last + 1, every)]
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
    colour: int = 0  # 0 to 4
    shape: Shape | None = None
    line: bool = True
    dash: str = ""
    thin: bool = False
    size: float = 3.5


@dataclass(frozen=True, eq=False)
class Panel:
    """Axes with what is drawn between them; `contours` are segments (x1, y1, x2, y2) of shape (n, 4), drawn faintly."""

    title: str
    x: Axis
    y: Axis
    series: Sequence[Series] = ()
    contours: Sequence[tuple[float, NDArray[np.float64]]] = field(default=())  # (strength from 0 to 1, segments)


def picture(panels: Sequence[Panel], says: str) -> str:
    """Return one SVG with the panels, two in a row; `says` is what a reader hears who does not see it."""
    places = [(WIDTH * (i % 2), HEIGHT * (i // 2)) for i in range(len(panels))]
    drawn = "".join(f'<g transform="translate({x} {y})">{"".join(_panel(p))}</g>' for p, (x, y) in zip(panels, places, strict=True))
    box = f"0 0 {WIDTH * min(len(panels), 2)} {HEIGHT * (-(-len(panels) // 2))}"
    width = f"max-width:{WIDTH * min(len(panels), 2)}px"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" style="{width}" role="img" aria-label="{escape(says)}">{drawn}</svg>'


def _panel(panel: Panel) -> Iterator[str]:
    w, h = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    yield f'<text x="{LEFT + w / 2:.0f}" y="16" text-anchor="middle" font-weight="600">{escape(panel.title)}</text>'
    for value, label in panel.x.ticks():
        x = LEFT + w * float(panel.x.place(value))
        yield f'<path d="M{x:.1f} {TOP}V{TOP + h}" stroke="currentColor" opacity=".12"/>'
        yield f'<text x="{x:.1f}" y="{TOP + h + 15}" text-anchor="middle" font-size="11">{label}</text>'
    for value, label in panel.y.ticks():
        y = TOP + h * (1 - float(panel.y.place(value)))
        yield f'<path d="M{LEFT} {y:.1f}H{LEFT + w}" stroke="currentColor" opacity=".12"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" font-size="11">{label}</text>'
    yield f'<rect x="{LEFT}" y="{TOP}" width="{w}" height="{h}" fill="none" stroke="currentColor" opacity=".35"/>'
    yield f'<text x="{LEFT + w / 2:.0f}" y="{TOP + h + 31}" text-anchor="middle">{escape(panel.x.name)}</text>'
    yield f'<text transform="translate(13 {TOP + h / 2:.0f}) rotate(-90)" text-anchor="middle">{escape(panel.y.name)}</text>'
    yield f'<svg x="{LEFT}" y="{TOP}" width="{w}" height="{h}" style="width:{w}px;max-width:none;overflow:hidden">'
    for strength, segments in panel.contours:
        ends = [panel.x.place(segments[:, 0]), panel.y.place(segments[:, 1]), panel.x.place(segments[:, 2]), panel.y.place(segments[:, 3])]
        steps = zip(w * ends[0], h * (1 - ends[1]), w * ends[2], h * (1 - ends[3]), strict=True)
        path = "".join(f"M{a:.1f} {b:.1f}l{c - a:.1f} {d - b:.1f}" for a, b, c, d in steps)
        yield f'<path d="{path}" stroke="currentColor" opacity="{0.15 + 0.4 * strength:.2f}" fill="none"/>'
    for series in panel.series:
        yield from _series(series, w * panel.x.place(series.x), h * (1 - panel.y.place(series.y)))
    yield "</svg>"
    yield from _legend([s for s in panel.series if s.label])


def _series(series: Series, x: Any, y: Any) -> Iterator[str]:
    x, y = np.atleast_1d(x), np.atleast_1d(y)
    if len(x) > MOST:
        kept = np.unique(np.linspace(0, len(x) - 1, MOST).astype(int))
        x, y = x[kept], y[kept]
    there = np.isfinite(x) & np.isfinite(y)
    colour = f"var(--c{series.colour})"
    if series.line:
        pen = ("M" if not i or not there[i - 1] else "L" for i in range(len(x)))
        path = "".join(f"{p}{a:.1f} {b:.1f}" for p, a, b, ok in zip(pen, x, y, there, strict=True) if ok)
        width = 0.8 if series.thin else 2
        yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{DASHES[series.dash]}/>'
    if series.shape:
        marks = "".join(_mark(series.shape, a, b, series.size) for a, b in zip(x[there], y[there], strict=True))
        filled = "none" if series.shape == "cross" else colour
        yield f'<path d="{marks}" fill="{filled}" fill-opacity=".75" stroke="{colour}" stroke-width="1.3"/>'


def _mark(shape: Shape, x: float, y: float, r: float) -> str:
    if shape == "circle":
        return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0"
    if shape == "square":
        return f"M{x - r:.1f} {y - r:.1f}h{2 * r}v{2 * r}h{-2 * r}z"
    if shape == "diamond":
        s = 1.4 * r
        return f"M{x:.1f} {y - s:.1f}l{s:.1f} {s:.1f}l{-s:.1f} {s:.1f}l{-s:.1f} {-s:.1f}z"
    if shape == "triangle":
        return f"M{x:.1f} {y - 1.3 * r:.1f}l{1.2 * r:.1f} {2.2 * r:.1f}h{-2.4 * r:.1f}z"
    return f"M{x - r:.1f} {y - r:.1f}l{2 * r} {2 * r}m{-2 * r} 0l{2 * r} {-2 * r}"


def _legend(shown: Sequence[Series]) -> Iterator[str]:
    long = sum(28 + CHARACTER * len(s.label) for s in shown)
    x, y = (LEFT + max(0.0, (WIDTH - LEFT - RIGHT - long) / 2) if long < WIDTH - LEFT else 12.0), HEIGHT - 12
    for s in shown:
        if s.line:
            yield f'<path d="M{x:.0f} {y - 4}h16" stroke="var(--c{s.colour})" stroke-width="2"{DASHES[s.dash]}/>'
        if s.shape:
            hole = "none" if s.shape == "cross" else f"var(--c{s.colour})"
            yield f'<path d="{_mark(s.shape, x + 8, y - 4, 3.5)}" fill="{hole}" stroke="var(--c{s.colour})"/>'
        yield f'<text x="{x + 20:.0f}" y="{y}" font-size="11">{escape(s.label)}</text>'
        x += 28 + CHARACTER * len(s.label)


def contours(x: NDArray[np.float64], y: NDArray[np.float64], z: NDArray[np.float64], levels: Sequence[float]) -> list[Any]:
    """Return the segments of level lines of z, of shape (len(y), len(x)), one array (n, 4) a level: marching triangles."""
    X, Y = np.meshgrid(x, y)
    corners = [(slice(None, -1), slice(None, -1)), (slice(None, -1), slice(1, None)), (slice(1, None), slice(1, None))]
    corners += [(slice(1, None), slice(None, -1))]
    points = [(X[c].ravel(), Y[c].ravel(), z[c].ravel()) for c in corners]
    found = []
    for level in levels:
        pieces = []
        for triangle in ((0, 1, 2), (0, 2, 3)):
            ends = []
            for a, b in ((0, 1), (1, 2), (2, 0)):
                (xa, ya, za), (xb, yb, zb) = points[triangle[a]], points[triangle[b]]
                crossed = (za < level) != (zb < level)
                with np.errstate(all="ignore"):
                    t = np.where(crossed, (level - za) / (zb - za), np.nan)
                ends.append((xa + t * (xb - xa), ya + t * (yb - ya), crossed))
            for i, j in ((0, 1), (1, 2), (2, 0)):
                both = ends[i][2] & ends[j][2]
                pieces.append(np.stack([ends[i][0][both], ends[i][1][both], ends[j][0][both], ends[j][1][both]], axis=1))
        found.append(np.concatenate(pieces))
    return found
