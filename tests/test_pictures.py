"""The SVG that pages draw: axes, marks, level lines; whatever the numbers are."""

import numpy as np

from theorysim.explore import scene
from theorysim.objectives.sine_product import sine_product
from theorysim.show.levels import contours
from theorysim.show.svg import Axis, Panel, Series, picture


def test_axes_place_and_tick():
    axis = Axis("x", 1, 100, True)
    assert (
        axis.place([1, 10, 100]).tolist() == [0, 0.5, 1] and np.isnan(axis.place([0])[0]) and [v for v, _ in axis.ticks()] == [1, 10, 100]
    )
    assert [t for _, t in Axis("x", 3, 70, True).ticks()] == ["5", "10", "20", "50"]
    assert [t for _, t in Axis("x", -1, 1).ticks()] == ["-1", "-0.5", "0", "0.5", "1"]
    assert len(Axis("x", 1e-30, 1e30, True).ticks()) <= 7 and len(Axis("x", 2, 3, True).ticks()) == 2


def test_pictures_hold_no_nan_and_are_small_whatever_is_drawn():
    wild = [1, np.nan, 1e308, -np.inf, 2, 0] * 1000
    text = picture([Panel("<wild>", Axis("a & b", 0, 3), Axis("y", 1e-3, 3, True), [Series(wild, wild, "all", 0, "circle")])], 'says "so"')
    assert "nan" not in text and "inf" not in text and "&lt;wild&gt;" in text and "a &amp; b" in text and len(text) < 60_000


def test_level_lines_of_a_plane_are_straight():
    x = np.linspace(0, 1, 5)
    (segments,) = contours(x, x, np.add.outer(x, x), [0.9])
    assert len(segments) and np.allclose(segments[:, 0] + segments[:, 1], 0.9) and np.allclose(segments[:, 2] + segments[:, 3], 0.9)


def test_waves_that_are_finer_than_the_grid_are_not_drawn():
    """Level lines of what a coarse grid sees of a sine would show hills where there are none."""
    for reach, drawn in ((3, True), (8, True), (50, False), (100, False), (200, False)):
        lines = scene._levels(sine_product, (("objective.a", 1.0),), (-reach, reach, -reach, reach))
        assert bool(lines) == drawn
