"""The figure of a study: panels in rows, all on the same limits, within which every measured point lies."""

import itertools
import math

import numpy as np
import pytest

from theorysim.show import figure
from theorysim.sweep.choice import Choice, Dot
from theorysim.sweep.lines import Line
from theorysim.sweep.schema import Figure

X = (1.0, 10.0, 100.0)


def line(panel: str, y: tuple[float, ...], **more) -> Line:
    return Line(panel, "one", X, y, None, None, None, None, **more)


@pytest.fixture
def drawn(monkeypatch, tmp_path):
    """Return the axes that are drawn on."""
    seen = []
    monkeypatch.setattr(figure, "_saved", lambda made, file, **more: seen.append(made))

    def call(*lines: Line) -> list:
        figure.study(lines, Figure(), tmp_path / "figure.svg")
        return seen.pop().axes

    return call


def test_limits_are_shared_and_hold_every_point(drawn):
    small, large, never = line("a", (1.0, 2.0, 3.0)), line("b", (1e3, 1e6, 1e9)), line("c", (1e-3, math.inf, 1.0))
    axes = drawn(small, large, never, line("a", (1e-5, 1e-5, 1e-5), curve=True))
    assert {axis.get_ylim() for axis in axes} == {axes[0].get_ylim()}
    bottom, top = axes[0].get_ylim()
    assert bottom < 1e-5 and top > 1e9


@pytest.mark.parametrize(("panels", "rows"), [(1, 1), (3, 1), (4, 2), (5, 2), (7, 3)])
def test_three_panels_at_most_are_side_by_side(drawn, panels, rows):
    axes = drawn(*(line(f"panel {i}", (1.0, 2.0, 3.0)) for i in range(panels)))
    assert [axis.get_title() for axis in axes] == [f"panel {i}" for i in range(panels)]
    assert len({round(axis.get_position().y0, 6) for axis in axes}) == rows
    assert all(axis.get_ylabel() == "T" for axis in axes if axis.get_position().x0 < 0.2)


def test_the_endings_of_a_figure_are_those_that_matplotlib_writes():
    written = {f".{e}" for e in figure._pyplot().figure().canvas.get_supported_filetypes()}
    figure._pyplot().close("all")
    assert {*figure.ENDINGS} <= written and written - {*figure.ENDINGS} <= {".avif"}  # which some builds have


def test_a_best_value_at_the_end_of_its_grid_has_an_open_mark(drawn):
    here = Dot(1.0, 1.0, None, {"trials": 1}, "key", 0)
    chosen = (Choice(here, {"h": 1}, {"h": "largest"}, ("h",)), Choice(here, {"h": 2}, {}, ("h",)), Choice(here))
    (axis,) = drawn(line("a", (1.0, 2.0, 3.0), chosen=chosen))
    assert [list(mark.get_xdata()) for mark in axis.lines if mark.get_markerfacecolor() == "white"] == [[1.0]]


# Viénot, Brettel and Mollon (1999), on linear RGB: what is left of a colour without the middle cones.
DEUTERANOPIA = np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]])
LAB = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) / np.array([[0.9505], [1], [1.089]])


def seen(colour: str) -> np.ndarray:
    """Return a colour as one who is deuteranopic sees it, in CIELAB."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(LAB @ (DEUTERANOPIA @ linear).clip(0, 1))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours) -> float:
    return min(float(np.linalg.norm(seen(a) - seen(b))) for a, b in itertools.combinations(colours, 2))


def test_the_colours_differ_for_the_colour_blind():
    assert nearest(figure.COLOURS) > 20
    assert nearest(("#0b6e99", "#d1495b", "#2e8b57", "#8a6d3b")) < 20  # red, green and brown become one
