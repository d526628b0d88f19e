"""What the picture of the explorer shows: runs beside each other, pins, frames, bands, windows, T against a slider, runs that are long."""

import html
import itertools
import json
import re
import time
from dataclasses import replace

import numpy as np
import pytest

from theorysim.commands.run import simulate
from theorysim.domains import Positive, Real
from theorysim.entries import Method
from theorysim.explore import aside, explore
from theorysim.explore.against import Against
from theorysim.explore.scene import SHAPES, function
from theorysim.explore.subject import RUNNING
from theorysim.explore.track import BANDED, track
from theorysim.show import palette
from theorysim.show.svg import Axis

LONG = {"method": "sgd", "objective": "quadratic", "epsilon": 0, "steps": 2 * 10**9}


def panels(page):
    """Return what the script of the page reads of each panel."""
    return [json.loads(html.unescape(d)) for d in re.findall(r'data-panel="([^"]*)"', page.view.value)]


def tracks(page):
    return json.loads(html.unescape(re.search(r'data-tracks="([^"]*)"', page.view.value)[1]))


def legend(page):
    return [re.sub("<[^>]*>", "", e) for e in re.findall(r"<span[^>]*>.*?</span>", page.view.value)]


# several runs


def test_a_second_method_stands_beside_the_first_with_its_own_look_and_its_own_sliders():
    page = explore("exponential", method="gradient_descent")
    page.set("compare with", "normalized_gradient_descent")
    one, two = page.shown.runs
    assert not page.error and (one.setting.method, two.setting.method) == ("gradient_descent", "normalized_gradient_descent")
    assert [simulate(t.parsed).T for t in page.shown.tracks] == [one.T, two.T] and f": T = {two.T}" in page.view.value
    (colours, dashes) = zip(*((s.colour, s.dash) for s in page.shown.panels[1].series if s.line), strict=True)
    assert len(set(colours)) == len(set(dashes)) == 2 and [t["colour"] for t in tracks(page)] == [0, 1]
    before = one.T
    page.set("beside.eta_n", two.setting.parameters[0][1] / 3)
    assert before == page.shown.runs[0].T and page.shown.runs[1].T > two.T
    space = {"explore": explore}
    exec(page.subject.python(), space)  # what "copy as explore(...)" copies
    assert [r.setting for r in space["page"].shown.runs] == [r.setting for r in page.shown.runs]
    page.set("L1", 1)
    assert {dict(r.setting.parameters)["objective.L1"] for r in page.shown.runs} == {1}
    page.set("objective", "quadratic")
    assert len(page.shown.runs) == 2 and not page.error
    page.set("compare with", "")
    assert len(page.shown.runs) == 1 and "beside.eta_n" not in page.controls


def test_a_pinned_run_stays_until_it_is_taken_out():
    page = explore("exponential", method="gradient_descent")
    kept = page.shown.runs[0].T
    page.tools.pin.click()
    page.set("eta", dict(page.shown.runs[0].setting.parameters)["method.eta"] / 4)
    now, pinned = page.shown.runs
    assert pinned.T == kept != now.T and pinned.line().startswith("pinned 1, gradient_descent: T = ")
    page.set("objective", "sine_product")  # of another dimension: over the steps it stays
    assert [len(p["steps"]) for p in panels(page)] == [1, 2]
    page.tools.unpin.click()
    assert len(page.shown.runs) == 1 and page.tools.unpin.layout.display == "none"


def test_a_family_can_be_pinned_too():
    page = explore("theorem-3.4.2")
    page.tools.pin.click()
    page.set("share", 0.5)
    assert len(page.shown.runs) == 3 and not page.error


# frames


def test_each_frame_has_the_point_the_gradient_and_the_move():
    page = explore("exponential", method="gradient_descent", parameters={"eta": 0.1, "L1": 1})
    (found,) = panels(page)[0]["steps"]
    whole = simulate(page.subject.parsed(), "full")
    x = whole.points[:, 0]
    at, ask, move = (np.array(found[k][:-1], float) for k in ("at", "ask", "move"))
    assert np.allclose(at[:, 0], x[:-1], rtol=1e-5) and np.allclose(at[:, 1], whole.values[:-1], rtol=1e-5)
    assert np.allclose(move[:, 0], x[1:], rtol=1e-5) and np.allclose(np.abs(ask - at)[:, 0], whole.gradient_norms[:-1], rtol=1e-3)
    assert np.allclose((move - at)[:, 0], 0.1 * (ask - at)[:, 0], rtol=1e-3) and found["move"][-1] is None
    (told,) = tracks(page)
    assert told["k"] == list(range(len(x))) and told["says"][1].startswith(f"k = 1   x = {x[1]:.6g}   f = {whole.values[1]:.6g}")
    assert f"|\u2207f| = {whole.gradient_norms[1]:.4g}" in told["says"][1]


def test_the_move_of_a_clipped_step_is_not_longer_than_the_threshold():
    page = explore("exponential", method="clipped_gradient_descent", start=3, parameters={"eta_c": 0.25, "gamma": 0.5, "L1": 2})
    found = page.shown.tracks[0]
    moves = np.abs(found.next - found.points)[:-1, 0]
    assert moves.max() <= 0.25 * 0.5 * (1 + 1e-9) and np.abs(found.gradient[0, 0]) > 100


def test_a_long_run_has_few_frames_and_each_its_move():
    page = explore("gaussian", method="sgd", objective="quadratic", epsilon=0, steps=10**5)
    page.tools.wait()
    found = page.shown.tracks[0]
    assert page.shown.runs[0].outcome == "budget" and 200 < len(found.k) < 400 and found.k[-1] == 10**5
    late = found.k > 20_000
    assert late.sum() > 40 and np.all(np.isfinite(found.next[late][:-1])) and np.all(found.k[:60] == np.arange(60))


# windows, bands, levels, legend


@pytest.mark.parametrize("start", [1e-3, 1.5, 20, -4000])
def test_the_window_follows_the_visited_points(start):
    page = explore("quadratic", method="gradient_descent", start=start, parameters={"eta": 1.9, "objective.a": 1}, epsilon=0, steps=30)
    x, seen = page.shown.panels[0].x, page.shown.tracks[0].whole.points[:, 0]
    assert x.low < seen.min() and seen.max() < x.high and x.high - x.low < 2 * np.ptp(seen)
    plane = explore("sine_product", method="gradient_descent", start=(start / 10, start / 30)).shown
    (px, py), points = (plane.panels[0].x, plane.panels[0].y), plane.tracks[0].whole.points
    assert px.low <= points[:, 0].min() and points[:, 0].max() <= px.high and py.low <= points[:, 1].min() and points[:, 1].max() <= py.high
    assert px.high - px.low < 4 * max(np.ptp(points, axis=0).max(), 1e-9 if len(points) > 1 else 10)


def test_of_points_that_run_away_the_first_are_shown():
    page = explore("quadratic", method="gradient_descent", start=1, parameters={"eta": 3, "objective.a": 1})
    x = page.shown.panels[0].x
    assert page.shown.runs[0].outcome == "diverged" and -2000 < x.low < -200 and 200 < x.high < 2000


def test_a_band_is_of_quantiles_over_trials():
    page = explore("gaussian", method="sgd", objective="quadratic", epsilon=0, steps=40, parameters={"eta": 0.5})
    (band,) = page.shown.panels[1].bands
    parsed = page.subject.parsed()
    norms = [simulate(replace(parsed, setting=replace(parsed.setting, trial=i)), "full").gradient_norms for i in range(BANDED)]
    low, high = np.quantile(norms, [0.1, 0.9], axis=0, method="inverted_cdf")
    assert np.array_equal(band.low, low) and np.array_equal(band.high, high) and any("quantile over 60 runs" in e for e in legend(page))
    assert not explore("exponential").shown.panels[1].bands


def test_level_lines_bear_their_values():
    page = explore("sine_product", method="gradient_descent")
    levels = page.shown.panels[0].levels
    assert len(levels) >= 4 and f">{levels[0].value:.4g}</text>" in page.view.value
    for level in levels:
        x, y = level.at
        assert abs(np.sin(x) * np.sin(y) - level.value) < 0.02


def test_the_legend_names_what_is_drawn_with_its_own_look():
    page = explore("theorem-3.4.1", objective="exponential", start=1.5, epsilon=0.5)
    wanted = {"f", "points x_k", "start", "end", "gradient norm", "\u03b5 = 0.5", f"T = {page.shown.runs[0].T}"}
    assert wanted <= set(legend(page)) and any(e.startswith("bound of T: ") for e in legend(page)) and len(set(SHAPES)) == 4


def test_an_axis_that_shows_zero_shows_it_at_its_low_end():
    assert Axis("k", 0.5, 50, True, True).place([0, 0.5, 50]).tolist() == [0, 0, 1] and np.isnan(Axis("k", 0.5, 50, True).place([0])[0])


DEUTERANOPIA = np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]])  # Vienot, Brettel and Mollon (1999)
LAB = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) / np.array([[0.9505], [1], [1.089]])


def seen(colour):
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(LAB @ (DEUTERANOPIA @ linear).clip(0, 1))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("colours", [(*palette.LIGHT, "#000000"), (*palette.DARK, "#ffffff")])
def test_the_colours_of_pages_are_apart_for_who_sees_no_green(colours):
    assert min(float(np.linalg.norm(seen(a) - seen(b))) for a, b in itertools.combinations(colours, 2)) > 20


# T against a slider


def test_T_against_a_slider_is_that_of_the_runs_and_marks_what_was_not_reached():
    page = explore("quadratic", method="gradient_descent", epsilon=0.01, steps=200)
    page.tools.against.value = "method.eta"
    page.tools.wait()
    knob = next(k for k in page.subject.knobs() if k.name == "method.eta")
    found = Against(page.subject, knob)
    found.fill(lambda: False, lambda: None)
    (line, *crosses) = found.panel("eta").series
    assert len(line.x) == 25 and "T against method.eta" in page.tools.panel.value and "not reached" in page.tools.panel.value
    for x, T in list(zip(line.x, line.y, strict=True))[::6]:
        ran = simulate(page.subject.turn("method.eta", x).parsed())
        assert (None if np.isnan(T) else T) == ran.T and (ran.T is None) == any(x in c.x for c in crosses)
    page.tools.against.value = ""
    assert page.tools.panel.value == ""


def test_T_against_a_slider_has_the_bound_and_both_functions_of_a_family():
    for what, names in (("theorem-3.4.1", {"T", "bound of T"}), ("theorem-3.4.2", {"T of exponential", "T of slow", "bound of T"})):
        page = explore(what)
        found = Against(page.subject, next(k for k in page.subject.knobs() if k.name in ("epsilon", "share")))
        found.fill(lambda: False, lambda: None)
        assert names <= {s.label for s in found.panel("x").series}


def test_T_against_a_slider_is_left_where_the_slider_turns():
    page = explore("gaussian", **LONG)
    page.tools.against.value = "method.eta"
    time.sleep(0.3)
    page.set("eta", 0.3)
    page.tools.leave()
    begun = time.perf_counter()
    page.tools.wait()
    assert time.perf_counter() - begun < 3


# long runs


def test_a_long_run_goes_on_aside_with_progress_until_it_is_stopped():
    page = explore("gaussian", **LONG)
    (first,) = page.shown.runs
    assert first.outcome == RUNNING and "not reached in the first" in page.view.value and page.tools.stop.layout.display == ""
    for _ in range(100):
        time.sleep(0.05)
        if "of 2,000,000,000 steps" in page.tools.progress.value:
            break
    assert "running: " in page.tools.progress.value
    begun = time.perf_counter()
    page.set("eta", 0.3)
    assert time.perf_counter() - begun < 1  # on a machine that does other things too; else a tenth
    page.tools.stop.click()
    (ran,) = page.shown.runs
    assert ran.outcome == RUNNING and dict(ran.setting.parameters)["method.eta"] == 0.3 and "stopped by hand" in page.tools.progress.value
    assert not page.tools.long.busy and f"first {ran.steps:,} steps" in page.view.value


def test_a_long_run_that_is_left_alone_comes_to_its_end():
    page = explore("gaussian", **{**LONG, "steps": 3 * 10**6})
    page.tools.wait()
    (ran,) = page.shown.runs
    assert ran.outcome == "budget" and page.tools.stop.layout.display == "none" and "its steps were used up" in page.view.value
    assert (ran.T, ran.gradient_norm) == ((found := simulate(page.subject.parsed())).T, found.gradient_norm)


def lazy(x: Real, g: Real, eta: Positive):
    return x - eta * g


def test_a_run_on_its_way_has_a_picture_of_what_it_has_come_to():
    page = explore(Method(lazy), objective="quadratic", epsilon=0, steps=50)
    parsed = page.subject.parsed()
    way = page.shown.tracks[0]
    assert function({0: way}).title == "quadratic" and track(parsed, _whole(parsed), "").k[-1] == 50


def _whole(parsed):
    from theorysim.explore.track import slices

    way = slices(parsed)
    way.go(lambda k: False)
    return way


# the verdict


def test_a_judge_runs_in_a_process_beside_the_page():
    assert "proof-3.7.1-small-gradient, judged now with little effort: printed: refuted" in aside.judged(
        "proof-3.7.1-small-gradient", lambda: False
    )


def test_judging_can_be_stopped_and_says_why_it_cannot_be():
    begun = time.perf_counter()
    assert aside.judged("theorem-3.4.1", lambda: time.perf_counter() - begun > 0.3) == "" and time.perf_counter() - begun < 3
    with pytest.raises(Exception, match="no-such-thing") as reason:
        aside.judged("no-such-thing", lambda: False)
    assert "\n" not in str(reason.value)
