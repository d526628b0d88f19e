"""The figure of a study: panels in rows, all on the same limits, within which every measured point lies."""

import itertools
import math
from xml.dom import minidom

import numpy as np
import pytest

import theorysim as ts
from theorysim.show import figure, style
from theorysim.show.axes import choices, ticked, written
from theorysim.show.drawable import ENDINGS
from theorysim.show.mathtext import label, unreadable
from theorysim.sweep.choice import Choice, Dot
from theorysim.sweep.lines import Line
from theorysim.sweep.schema import Figure

X = (1.0, 10.0, 100.0)


def line(panel: str, y: tuple[float, ...], label: str = "one", **more) -> Line:
    return Line(panel, label, X, y, None, None, None, None, **more)


@pytest.fixture
def drawn(monkeypatch, tmp_path):
    """Return the axes that are drawn on."""
    seen = []
    monkeypatch.setattr(figure, "saved", lambda made, file, **more: seen.append(made))

    def call(*lines: Line, **about) -> list:
        figure.study(lines, Figure(**about), tmp_path / "figure.svg")
        return seen.pop().axes

    yield call
    style.pyplot().close("all")


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
    assert (axes[0].get_ylabel() or axes[0].figure.get_supylabel()) == "$T$"


def test_the_endings_of_a_figure_are_those_that_matplotlib_writes():
    written = {f".{e}" for e in figure._pyplot().figure().canvas.get_supported_filetypes()}
    figure._pyplot().close("all")
    assert {*ENDINGS} <= written and written - {*ENDINGS} <= {".avif"}  # which some builds have


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
    assert nearest(style.COLOURS) > 20 and len(style.COLOURS) >= 6
    assert nearest(("#0b6e99", "#d1495b", "#2e8b57", "#8a6d3b")) < 20  # red, green and brown become one


def test_what_is_no_sign_leaves_a_figure_well_formed(tmp_path):
    """Control characters in labels, of which XML has none."""
    odd = line("pa\x1b[31mnel", (1.0, 2.0, 3.0), agrees=None)
    file = figure.study([odd], Figure(xlabel="\x00 -- ]]> <b> &\x85", ylabel="two\nlines"), tmp_path / "figure.svg")
    parsed = minidom.parse(str(file))
    assert parsed.documentElement.tagName == "svg" and "\x1b" not in file.read_text(encoding="utf-8")


def test_a_formula_that_cannot_be_set_is_known_before():
    assert "Unknown symbol" in unreadable(r"$\nosuchword$") and unreadable("$x^$")
    assert not any(map(unreadable, (r"$\epsilon^2$", "costs $5", "plain", r"\$ and \$")))


# --- what a paper asks for ----------------------------------------------------------------------------------------------


def parts(case: str, Q: float) -> Line:
    return line("a", (Q, 2 * Q, 3 * Q), f"{case}, Q = {Q:g}", parts=(("Q", f"Q = {Q:g}"), ("case", case)))


def test_a_case_has_a_colour_and_a_second_axis_a_mark(drawn):
    (axis,) = drawn(*(parts(case, Q) for case in ("SGD", "clipped") for Q in (1.0, 10.0)))
    looks = [(mark.get_color(), mark.get_marker()) for mark in axis.lines]
    (a, o), (a2, s), (b, o2), (b2, s2) = looks
    assert (a, b) == (a2, b2) and (o, s) == (o2, s2) and a != b and o != s
    (legend,) = axis.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["SGD", "clipped", "$Q = 1$", "$Q = 10$"]


def test_one_legend_names_each_line_once(drawn):
    axes = drawn(
        *(line(panel, (1.0, 2.0, 3.0), name) for panel in "ab" for name in ("SGD", "clipped")), line("b", (5.0,) * 3, "bound", curve=True)
    )
    (legend,) = axes[0].figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["SGD", "clipped", "bound"]
    assert not any(axis.get_legend() for axis in axes)


def test_what_was_never_reached_and_what_is_predicted_is_named(drawn):
    never, slope = line("a", (1.0, math.inf, 3.0)), Line("a", "two", X, X, None, None, None, 1.0)
    (axis,) = drawn(never, slope)
    assert [text.get_text() for text in axis.figure.legends[0].get_texts()] == ["one", "two", "predicted slope", "never reached"]


@pytest.mark.parametrize("columns, width", [(1, 3.5), (2, 7.16)])
@pytest.mark.parametrize("panels", [1, 2])
def test_a_figure_is_as_wide_as_its_columns_and_nothing_sticks_out(drawn, columns, width, panels):
    words = "a long name of a method, with what it is given, as long as names of bounds are"
    axes = drawn(
        *(line(f"panel {i}", (1.0, 2.0, 3.0), f"{words} {k}") for i in range(panels) for k in "xyz"), columns=columns, ylabel="steps " * 20
    )
    made = axes[0].figure
    ticked(made)
    assert made.get_figwidth() == width
    box = made.get_tightbbox(made.canvas.get_renderer())
    assert box.x0 > -0.02 and box.y0 > -0.02 and box.x1 < width + 0.02 and box.y1 < made.get_figheight() + 0.02


def overlaps(axis, which: str) -> int:
    made = axis.figure
    shown = [
        text.get_window_extent(made.canvas.get_renderer())
        for text in getattr(axis, f"{which}axis").get_majorticklabels()
        if text.get_text()
    ]
    ends = sorted((b.x0, b.x1) if which == "x" else (b.y0, b.y1) for b in shown)
    assert ends
    return sum(b[0] < a[1] for a, b in itertools.pairwise(ends))


SPANS = [(0.03, 0.3), (0.6, 2.0), (1.0, 1.001), (7.1, 7.9), (1e-4, 1e-1), (1.0, 1e15), (1e-100, 1e100), (123456.0, 123999.0)]


@pytest.mark.parametrize("low, high", SPANS)
def test_labels_of_ticks_do_not_overlap(drawn, low, high):
    x = (low, math.sqrt(low) * math.sqrt(high), high)
    (axis,) = drawn(Line("a", "one", x, x, None, None, None, None), columns=1)
    ticked(axis.figure)
    assert overlaps(axis, "x") == overlaps(axis, "y") == 0


def test_ticks_of_a_short_axis_are_plain_and_of_a_long_one_powers():
    assert written(next(choices(0.02, 0.4))) == ["0.02", "0.03", "0.05", "0.1", "0.2", "0.3"]
    assert written(next(choices(0.5, 2e4))) == ["$10^{0}$", "$10^{1}$", "$10^{2}$", "$10^{3}$", "$10^{4}$"]
    assert written([0.0, 2e-5]) == ["0", r"$2 \times 10^{-5}$"]


def test_a_logarithmic_axis_has_a_true_zero_where_something_is_0(drawn):
    at_zero = Line("a", "one", (0.0, 1.0, 100.0), (0.0, 5.0, 50.0), None, None, None, None)
    (axis,) = drawn(at_zero)
    ticked(axis.figure)
    assert list(axis.lines[-1].get_xdata()) == [0.0, 1.0, 100.0] or any(list(m.get_xdata()) == [0.0, 1.0, 100.0] for m in axis.lines)
    for which in ("x", "y"):
        scale = getattr(axis, f"{which}axis")
        assert scale.get_majorticklabels()[0].get_text() == "0" and scale.get_majorticklocs()[0] == 0
        place = scale.get_transform().transform(np.array([0.0, 1.0, 10.0, 100.0]))
        assert place[3] - place[2] == pytest.approx(place[2] - place[1]) and place[1] > place[0]
    (other,) = drawn(line("a", (1.0, 2.0, 3.0)))
    assert other.get_xscale() == other.get_yscale() == "log"


def test_a_run_that_comes_to_0_by_the_smallest_floats_is_drawn(tmp_path):
    run = ts.run("gradient_descent", "quadratic", {"method.eta": 0.5}, 3.0, epsilon=0, steps=2000, trace="log")
    assert run.values[-1] == 0 and 0 < min(v for v in run.values if v > 0) < 1e-300
    assert ts.plot(run, tmp_path / "run.png").is_file()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("steps until f(x) - f* is at most epsilon", r"steps until $f(x) - f^*$ is at most $\epsilon$"),
        ("1/epsilon", r"$1/\epsilon$"),
        ("eta_c = 0.1", r"$\eta_{c} = 0.1$"),
        ("(dimension - 1)/(2*oracle.p)", r"$(d - 1)/(2\,p)$"),
        ("L0 + L1*g", r"$L_{0} + L_{1}\,g$"),
        ("T = 4 Delta/(epsilon delta) moves of INGD", r"$T = 4\,\Delta/(\epsilon\,\delta)$ moves of INGD"),
        ("a step of Nesterov's, x_0", r"a step of Nesterov's, $x_{0}$"),
        ("sqrt(L/epsilon**2)", r"$\sqrt{L/\epsilon^{2}}$"),
        ("gradient_norm", "gradient norm"),
        ("theorem-3.4.1:printed (holds, certified)", "theorem-3.4.1:printed (holds, certified)"),
        ("files/valley.py:valley", "valley"),
        ("x/(y", "$x$/($y$"),
        ("5 $", r"5 \$"),
        ("$x^2$ of mine, epsilon", "$x^2$ of mine, epsilon"),
    ],
)
def test_letters_are_those_of_formulas(text, shown):
    assert label(text) == shown
    style.parsed(label(text))


@pytest.mark.parametrize(
    "text", ["x**", "sqrt(", "|x", "(epsilon", "^", "x^(", "a*", "()", "", "**x**", "-", "2 - - x", "_x_", "x_", "\\", "{", "}x", "%#&"]
)
def test_no_text_breaks_a_label(text):
    style.parsed(label(text))
