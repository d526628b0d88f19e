"""The picture in a real browser, without a kernel: step, play, hover, zoom, change axes; what is said is what was run."""

import re

import browsing
import pytest

from theorysim.explore import explore
from theorysim.show.svg import STYLE

pytestmark = pytest.mark.browser
HEAD = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
SHOWN = "() => document.querySelector('output').textContent"
TICKS = "n => [...document.querySelectorAll('.theorysim-panel')[n].querySelectorAll('.ticks text')].map(t => t.textContent)"
PATHS = "n => [...document.querySelectorAll('.theorysim-panel')[n].querySelectorAll('[data-kind]')].map(p => p.getAttribute('d'))"
AT_THE_END = """() => {
  const slider = document.querySelector('input[type=range]');
  return slider.value === slider.max && document.querySelector('[aria-label=play]');
}"""
PLACE = """([panel, point]) => {  // of a mark, on the window
  const svg = document.querySelectorAll('svg[data-panel]')[panel], data = JSON.parse(svg.dataset.panel), box = svg.getBoundingClientRect();
  const marks = svg.querySelector('[data-kind=mark]').getAttribute('d').match(/M([\\d.]+) ([\\d.]+)/g);
  const [x, y] = marks[point].slice(1).split(' ').map(Number), unit = box.width / data.width;
  return [box.left + unit * (data.left + x), box.top + unit * (data.top + y)];
}"""


@pytest.fixture(scope="module")
def window():
    with browsing.browser() as found:
        yield found


@pytest.fixture(scope="module")
def made():
    one = explore("exponential", method="gradient_descent", parameters={"eta": 0.1, "L1": 1})
    plane = explore("sine_product", method="gradient_descent", parameters={"eta": 0.3})
    family = explore("theorem-3.4.2")
    chain = explore("chain")
    return {"one": one, "plane": plane, "family": family, "chain": chain}


@pytest.fixture
def opened(window, made, tmp_path):
    pages, errors = [], []

    def open_one(name, **words):
        file = tmp_path / f"{name}.html"
        file.write_text(f"{HEAD}{STYLE}<body><div id=host>{made[name].view.value}</div>", encoding="utf-8")
        page = window.new_page(**{"viewport": {"width": 1280, "height": 900}, **words})
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.goto(file.as_uri())
        pages.append(page)
        return page, made[name].shown

    yield open_one
    for page in pages:
        page.close()
    assert errors == []


@pytest.mark.parametrize("name", ["one", "plane", "family", "chain"])
def test_every_step_can_be_looked_at(opened, name):
    page, shown = opened(name)
    slider = page.get_by_label("step", exact=True)
    steps = sorted({k for t in shown.told for k in t.k})

    def stands(k):
        said = [t.says[max(i for i, at in enumerate(t.k) if at <= k)] for t in shown.told]
        text = page.evaluate(SHOWN)
        assert all(s in text for s in said) and len(text.split("\n")) == len(said)
        assert slider.get_attribute("aria-valuetext") == f"step {k} of {steps[-1]}" and slider.get_attribute("max") == str(len(steps) - 1)

    stands(0)
    for word, k in (("forward", 1), ("forward", 2), ("back", 1), ("last", steps[-1]), ("forward", steps[-1]), ("first", 0)):
        page.get_by_label(word, exact=True).click()
        stands(k)
    slider.focus()
    page.keyboard.press("ArrowRight")
    stands(1)
    page.locator("svg[data-panel]").first.focus()
    page.keyboard.press("ArrowRight")
    stands(2)


def test_play_goes_through_all_and_stops_at_the_end(opened):
    page, shown = opened("plane")
    page.get_by_label("play", exact=True).click()
    page.wait_for_function("() => +document.querySelector('input[type=range]').value >= 2", timeout=5000)
    page.get_by_label("pause", exact=True).click()
    at = page.locator("input[type=range]").input_value()
    page.wait_for_timeout(900)
    assert page.locator("input[type=range]").input_value() == at
    page.get_by_label("play", exact=True).click()
    page.wait_for_function(AT_THE_END, timeout=20_000)


def test_arrows_are_the_gradient_and_the_move(opened):
    """Both point the same way for gradient descent, and the move is eta times as long."""
    page, shown = opened("plane")
    page.get_by_label("forward", exact=True).click()
    ask, move = (page.locator(f".now .{name}").first.get_attribute("d") for name in ("ask", "move"))
    (a, b, c, d), (e, f, g, h) = ([float(x) for x in re.findall(r"-?[\d.]+", p)] for p in (ask, move))
    assert (a, b) == (e, f) and abs((g - e) - 0.3 * (c - a)) < 0.3 and abs((h - f) - 0.3 * (d - b)) < 0.3
    page.get_by_label("last", exact=True).click()
    assert page.locator(".now .move").count() == 0


def test_hover_says_the_values_of_the_nearest_point_and_a_click_goes_there(opened):
    page, shown = opened("one")
    before, told = page.evaluate(SHOWN), shown.told[0]
    spot = page.evaluate(PLACE, [1, 3])
    page.mouse.move(*spot)
    assert page.evaluate(SHOWN) == told.says[3] != before
    page.mouse.move(2, 2)
    assert page.evaluate(SHOWN) == before
    page.mouse.click(*spot)
    page.mouse.move(2, 2)
    assert page.evaluate(SHOWN) == told.says[3] and page.locator("input[type=range]").input_value() == "3"


def test_zoom_changes_the_axes_and_reset_brings_them_back(opened):
    page, _ = opened("plane")
    ticks, paths, before = page.evaluate(TICKS, 0), page.evaluate(PATHS, 0), page.locator(".affine").first.get_attribute("transform")
    tools = page.locator(".theorysim-zoom").first
    assert tools.get_by_label("show all again").is_disabled()
    tools.get_by_label("zoom in").click()
    near = page.evaluate(TICKS, 0)
    assert near != ticks and page.evaluate(PATHS, 0) != paths
    assert page.locator(".affine").first.get_attribute("transform").startswith("matrix(2 0 0 ") and before is None
    tools.get_by_label("zoom out").click()
    assert page.evaluate(PATHS, 0) == paths
    box = page.locator("svg[data-panel]").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -200)
    assert page.evaluate(PATHS, 0) == paths  # the page scrolls
    page.locator("svg[data-panel]").first.focus()
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(100)
    assert page.evaluate(PATHS, 0) != paths
    tools.get_by_label("show all again").click()
    assert page.evaluate(PATHS, 0) == paths and page.evaluate(TICKS, 0) == ticks


def test_what_the_script_draws_is_what_was_drawn(opened):
    """A panel that is zoomed and reset has the paths that the program wrote, all of them."""
    for name in ("one", "plane", "family", "chain"):
        page, _ = opened(name)
        for n in range(page.locator(".theorysim-panel").count()):
            paths, ticks = page.evaluate(PATHS, n), page.evaluate(TICKS, n)
            tools = page.locator(".theorysim-zoom").nth(n)
            tools.get_by_label("zoom in").click()
            tools.get_by_label("show all again").click()
            found = page.evaluate(PATHS, n)
            numbers = [[float(x) for p in some for x in re.findall(r"-?\d+\.?\d*", p)] for some in (paths, found)]
            assert len(numbers[0]) == len(numbers[1]) and max(abs(a - b) for a, b in zip(*numbers, strict=True)) < 0.21
            assert page.evaluate(TICKS, n) == ticks


def test_axes_turn_logarithmic_and_back(opened):
    page, _ = opened("one")
    button = page.locator(".theorysim-zoom").nth(1).get_by_label("logarithmic y axis")
    ticks = page.evaluate(TICKS, 1)
    assert button.get_attribute("aria-pressed") == "true" and "0.1" in ticks
    button.click()
    assert button.get_attribute("aria-pressed") == "false" and "0.1" not in page.evaluate(TICKS, 1)
    button.click()
    assert page.evaluate(TICKS, 1) == ticks


def test_step_and_axes_stay_where_the_picture_is_drawn_anew(opened):
    page, _ = opened("plane")
    page.get_by_label("forward", exact=True).click()
    page.locator(".theorysim-zoom").first.get_by_label("zoom in").click()
    ticks, said = page.evaluate(TICKS, 0), page.evaluate(SHOWN)
    page.evaluate("text => { document.getElementById('host').innerHTML = text }", page_text(page))
    page.wait_for_selector("output")
    assert page.evaluate(TICKS, 0) == ticks and page.evaluate(SHOWN) == said


def page_text(page):
    """Return what the program wrote into the page."""
    file = page.url.removeprefix("file://")
    with open(file, encoding="utf-8") as text:
        return text.read().partition("<div id=host>")[2].removesuffix("</div>")


@pytest.mark.parametrize("width", [400, 1280])
def test_it_fits_the_window(opened, width):
    for name in ("one", "family"):
        page, _ = opened(name, viewport={"width": width, "height": 900})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        tops = {round(b.bounding_box()["y"]) for b in page.locator("svg[data-panel]").all()}
        assert len(tops) == (page.locator("svg[data-panel]").count() if width == 400 else 1)


def test_without_scripts_the_picture_stands_and_no_button_is_dead(opened):
    page, _ = opened("one", java_script_enabled=False)
    assert page.locator("svg[data-panel] path").count() > 10 and page.locator(".theorysim-zoom, .theorysim-play").count() == 0
    assert page.get_by_text("the move x_{k+1}").is_hidden() and page.get_by_text("gradient norm").first.is_visible()


def test_what_a_notebook_keeps_of_a_page_is_stepped_through_too(window, made, tmp_path):
    file = tmp_path / "kept.html"
    file.write_text(f"{HEAD}<body>{made['one'].kept.bundle['text/html']}", encoding="utf-8")
    page = window.new_page()
    page.goto(file.as_uri())
    page.get_by_label("forward", exact=True).click()
    assert page.evaluate(SHOWN) == made["one"].shown.told[0].says[1] and page.locator(".now .move").count() == 2
    page.close()
