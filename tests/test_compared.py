"""Panels of lines, bands, marks and bars: each in its place, one legend, a label once, the width of a page's columns."""

import numpy as np
import pytest

from theorysim.show import style
from theorysim.show.compared import Drawn, Panel, compared

X = np.array([1.0, 2.0, 4.0])
LINES = [Drawn("a", X, X, X / 2, 2 * X), Drawn("b", X, X**2, X, X**3, kind="marks"), Drawn("c", X, 1 / X, kind="formula")]


@pytest.fixture
def made(request):
    def draw(*panels, **about):
        figure = compared(panels, **about)
        request.addfinalizer(lambda: style.pyplot().close(figure))
        return figure

    return draw


def test_a_line_has_its_band_and_marks_their_bars_and_a_formula_neither(made):
    (axis,) = made(Panel("one", "x", "y", LINES)).axes
    line, marks, formula = axis.lines
    assert (line.get_marker(), marks.get_linestyle(), formula.get_color()) == ("None", "None", style.GREY)
    band, bars = axis.collections
    ends = band.get_datalim(axis.transData)
    assert (ends.y0, ends.y1) == (0.5, 8)
    assert [tuple(s[:, 1]) for s in bars.get_segments()] == [(x, x**3) for x in X]


def test_a_label_looks_the_same_in_every_panel_and_stands_in_the_legend_once(made):
    bars = Drawn("a", [0, 1, 2], [3, 4], kind="bars")
    figure = made(Panel("one", "x", "y", [bars]), Panel("two", "x", "y", LINES))
    assert [text.get_text().strip("$") for text in figure.legends[0].get_texts()] == ["a", "b", "c"]
    patch, line = figure.axes[0].patches[0], figure.axes[1].lines[0]
    assert tuple(style.pyplot().matplotlib.colors.to_rgb(line.get_color())) == patch.get_facecolor()[:3]
    assert list(patch.get_data().values) == [3, 4]


@pytest.mark.parametrize(("columns", "rows"), [(1, 3), (2, 1)])
def test_it_is_as_wide_as_the_columns_and_each_panel_has_its_scales(made, columns, rows):
    panels = [Panel(f"{i}", "x", "y", LINES, "log", scale) for i, scale in enumerate(("log", "linear", "linear"))]
    figure = made(*panels, columns=columns)
    assert figure.get_figwidth() == pytest.approx(style.WIDTHS[columns])
    assert [a.get_yscale() for a in figure.axes] == ["log", "linear", "linear"]
    assert len({a.get_subplotspec().rowspan.start for a in figure.axes}) == rows
